/** The address that whoever should pay is sent. */
export function requestLink(token: string): string {
  return new URL(`/r/${token}`, globalThis.location.origin).href;
}
