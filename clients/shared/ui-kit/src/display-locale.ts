/** The language the page is written in, so that numbers and dates read like the words around them. */
export function displayLocale(): string | undefined {
  return globalThis.document?.documentElement.lang || undefined;
}
