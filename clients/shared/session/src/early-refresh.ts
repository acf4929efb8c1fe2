import { alone } from './alone.ts';
import { CHANNEL, SIGN_OUT_PENDING_KEY } from './names.ts';
import { post, type Answer } from './post.ts';
import { refreshDocument } from './session-documents.ts';

/** Little beside what a token lives: by so much its life may be taken for longer than it is. */
const HOLDS_MS = 10_000;

interface Early {
  readonly answer: Promise<Answer>;
  readonly askedAtMs: number;
  /** Whether another tab has told of something since; no more than this is known of it here. */
  readonly isOutdated: () => boolean;
  readonly close: () => void;
}

let early: Early | undefined;

function hearOthers(): Pick<Early, 'isOutdated' | 'close'> {
  const port = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL);
  let isOutdated = false;
  port?.addEventListener('message', () => (isOutdated = true));
  return { isOutdated: () => isOutdated, close: () => port?.close() };
}

/** Asks for a new token before the session is there that will hold it, and that would ask only once it runs. */
export function refreshEarly(storage: Pick<Storage, 'getItem'>): void {
  // Whoever has left must not come back by what the server does not know yet.
  if (storage.getItem(SIGN_OUT_PENDING_KEY) !== null) return;
  const answer = alone(() => post('/graphql', refreshDocument));
  // Who takes it hears of it.
  answer.catch(() => undefined);
  early = { answer, askedAtMs: performance.now(), ...hearOthers() };
}

/** What was asked early, for the session to begin with: once, and only while it is certain to hold. */
export function takeEarlyRefresh(): Promise<Answer> | undefined {
  const taken = early;
  early = undefined;
  taken?.close();
  const holds = taken && !taken.isOutdated() && performance.now() - taken.askedAtMs < HOLDS_MS;
  return holds ? taken.answer : undefined;
}
