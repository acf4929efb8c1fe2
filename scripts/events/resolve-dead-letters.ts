import { Problem } from '../start/problem.ts';
import type { GatewaySession } from './gateway-session.ts';
import {
  fetchDeadLetter,
  fetchDeadLetters,
  lettersAtOnceMax,
  type DeadLetterFilter,
  type Resolved,
} from './graph-operations.ts';

/** How many one command replays; it can be given again. */
const lettersMax = 10_000;

/** The named letters. Throws a Problem when one of them does not exist or is not open: then nothing should be done. */
export async function namedLetters(session: GatewaySession, ids: readonly string[]): Promise<string[]> {
  const problems: string[] = [];
  for (const id of ids) {
    const letter = await fetchDeadLetter(session, id);
    if (!letter) problems.push(`There is no dead letter ${id}.`);
    else if (letter.status !== 'OPEN') problems.push(`${id} is not open: ${letter.status.toLowerCase()}.`);
  }
  if (problems.length > 0) throw new Problem([...problems, 'Nothing was changed.'].join('\n'));
  return [...new Set(ids)];
}

/** All open letters that match, in the order their events happened (event ids sort by time). */
export async function openLetters(session: GatewaySession, filter: DeadLetterFilter): Promise<string[]> {
  const { deadLetters } = await fetchDeadLetters(session, { ...filter, status: 'OPEN' }, lettersMax);
  return deadLetters.toSorted((one, other) => (one.eventId < other.eventId ? -1 : 1)).map(({ id }) => id);
}

/** Does it to all of them in chunks, and tells after each how far it came. A failure says what was done before it. */
export async function inChunks(
  ids: readonly string[],
  resolve: (chunk: readonly string[]) => Promise<Resolved>,
  progress: (doneCount: number, allCount: number) => void,
): Promise<Resolved> {
  const all: Resolved = { done: [], skipped: [] };
  for (let start = 0; start < ids.length; start += lettersAtOnceMax) {
    const chunk = ids.slice(start, start + lettersAtOnceMax);
    const { done, skipped } = await resolve(chunk).catch((error: unknown) => {
      if (start === 0 || !(error instanceof Problem)) throw error;
      throw new Problem(`${error.message}\n${all.done.length} of ${ids.length} were done before.`, {
        cause: error,
      });
    });
    all.done.push(...done);
    all.skipped.push(...skipped);
    if (ids.length > lettersAtOnceMax) progress(start + chunk.length, ids.length);
  }
  return all;
}
