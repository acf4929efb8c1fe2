/** Words that stand in a list made before anybody reads it: said anew for each language. */
export type Wording = string | (() => string);

/** What a wording says in the language of the page. Components that say one use `useRegion` or `useWords` beside it. */
export function say(wording: Wording): string {
  return typeof wording === 'string' ? wording : wording();
}
