import { useWords } from './words.ts';

/** What somebody is called, by the name there is. */
export function personName(person: { displayName: string | null; email: string | null }): string {
  return person.displayName ?? person.email ?? useWords.now()('nameless');
}
