import { axe } from 'jest-axe';

/** What axe finds wrong in the element, one readable line each; empty is good. */
export async function accessibilityProblems(element: Element): Promise<string[]> {
  const { violations } = await axe(element);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help} (${html})`));
}
