import { Problem } from '../start/problem.ts';
import type { GatewaySession } from './gateway-session.ts';
import {
  discard,
  fetchDeadLetter,
  fetchDeadLetters,
  fetchQueues,
  replay,
  type DeadLetterFilter,
} from './graph-operations.ts';
import { inChunks, namedLetters, openLetters } from './resolve-dead-letters.ts';
import { count, deadLettersText, deadLetterText } from './show-dead-letters.ts';
import { queuesText } from './show-queues.ts';
import type { Terminal } from './terminal.ts';

/** What a command works with. */
export interface Work {
  readonly session: GatewaySession;
  readonly terminal: Terminal;
  /** Whether the output is for another program. */
  readonly json: boolean;
}

function show({ terminal, json }: Work, value: unknown, text: string): void {
  terminal.out(json ? JSON.stringify(value, null, 2) : text);
}

export async function showLag(work: Work): Promise<void> {
  const queues = await fetchQueues(work.session);
  show(work, queues, queuesText(queues));
}

export async function listDeadLetters(
  work: Work,
  { limit, ...filter }: DeadLetterFilter & { limit: number },
): Promise<void> {
  const found = await fetchDeadLetters(work.session, filter, limit);
  show(work, found, deadLettersText(found.deadLetters, found.totalCount, work.terminal.widthMax));
}

export async function showDeadLetter(work: Work, id: string): Promise<void> {
  const letter = await fetchDeadLetter(work.session, id);
  if (!letter) throw new Problem(`There is no dead letter ${id}.`);
  show(work, letter, deadLetterText(letter));
}

const countText = (letters: number) => count(letters, 'dead letter');

function skippedText(skipped: readonly string[]): string {
  return skipped.length === 0 ? '' : `\nNot open any more, so left alone: ${skipped.join(', ')}`;
}

export interface ReplayOptions {
  readonly all: boolean;
  readonly yes: boolean;
  readonly queue?: string | undefined;
  readonly type?: string | undefined;
}

/** Asks before many letters are replayed. Throws a Problem when there is nobody to ask. */
async function isAgreed(
  { terminal }: Work,
  letters: number,
  { yes, queue, type }: ReplayOptions,
): Promise<boolean> {
  if (yes) return true;
  const which = [queue && ` of ${queue}`, type && ` of type ${type}`].filter(Boolean).join('');
  const answer = await terminal.confirm(`Replay ${countText(letters)}${which}?`);
  if (answer === undefined) throw new Problem('There is nobody to ask: add --yes. Nothing was changed.');
  return answer;
}

/** Which letters to replay: those named, or with `--all` every open one that matches. */
async function chosenLetters(work: Work, ids: readonly string[], options: ReplayOptions): Promise<string[]> {
  const { all, queue, type } = options;
  if (ids.length > 0 && (all || queue !== undefined || type !== undefined)) {
    throw new Problem('Name dead letters, or take --all of them; not both.');
  }
  if (ids.length > 0) return namedLetters(work.session, ids);
  if (!all)
    throw new Problem('Name the dead letters to replay, or add --all. See `pnpm events dead-letters`.');
  return openLetters(work.session, { queue, eventType: type });
}

export async function replayDeadLetters(
  work: Work,
  named: readonly string[],
  options: ReplayOptions,
): Promise<void> {
  const ids = await chosenLetters(work, named, options);
  const isDone = ids.length === 0 || (named.length === 0 && !(await isAgreed(work, ids.length, options)));
  if (isDone) return show(work, { replayed: [], skipped: [] }, 'Nothing was replayed.');
  const { done, skipped } = await inChunks(
    ids,
    (chunk) => replay(work.session, chunk),
    (doneCount, allCount) => work.terminal.err(`${doneCount} of ${allCount} …`),
  );
  const text = `Replayed ${countText(done.length)}.${skippedText(skipped)}`;
  show(work, { replayed: done, skipped }, text);
}

export async function discardDeadLetters(
  work: Work,
  named: readonly string[],
  reason: string,
): Promise<void> {
  const ids = await namedLetters(work.session, named);
  const { done, skipped } = await inChunks(
    ids,
    (chunk) => discard(work.session, chunk, reason),
    (doneCount, allCount) => work.terminal.err(`${doneCount} of ${allCount} …`),
  );
  const text = `Discarded ${countText(done.length)}.${skippedText(skipped)}`;
  show(work, { discarded: done, skipped }, text);
}
