import { fetchInTime } from '@payloom/session/fetch-in-time';

/** As long as a remote may take to come. */
const LISTED_WITHIN_MS = 10_000;

let first: Promise<unknown> | undefined;

async function ask(): Promise<unknown> {
  const response = await fetchInTime('/remotes.json', { cache: 'no-cache' }, LISTED_WITHIN_MS);
  if (!response.ok) throw new Error(`remotes.json was answered with ${response.status}`);
  return response.json();
}

/** Asks for the list of remotes before anybody can read it: whoever takes it next gets this answer. */
export function askForList(): Promise<unknown> {
  first = ask();
  return first;
}

/** The list as the server has it now, or as it was asked for already. No cache is asked. */
export function takeListAnswer(): Promise<unknown> {
  const asked = first;
  first = undefined;
  return asked ?? ask();
}
