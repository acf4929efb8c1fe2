// jest-axe carries no types, and those of DefinitelyTyped are of an older axe. This is what the tests use of it.
declare module 'jest-axe' {
  interface AxeViolation {
    id: string;
    help: string;
    nodes: { html: string }[];
  }

  export function axe(element: Element): Promise<{ violations: AxeViolation[] }>;
}
