import { badUserInput } from '@payloom/subgraph-kit/errors';

const filterLengthMax = 200;

/** The trimmed text of a filter, or undefined when there is none. Throws BAD_USER_INPUT when no row can hold it. */
export function filterText(name: string, value: string | null | undefined): string | undefined {
  const text = value?.trim() ?? '';
  if (text === '') return undefined;
  if (text.length > filterLengthMax || text.includes('\0')) {
    throw badUserInput(`${name}: expected text of at most ${filterLengthMax} characters.`);
  }
  return text;
}

/** The text with LIKE's wildcards standing for themselves. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}
