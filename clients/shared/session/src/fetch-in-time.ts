/** Nobody waits for longer, in milliseconds: more than the gateway gives its subgraphs for what takes several of them. */
const ANSWER_WITHIN_MS = 30_000;

/**
 * `fetch` that waits for nobody in vain. Where a connection is gone without a word, as after a phone has changed networks or a
 * proxy has been replaced, there is never an answer and never an error. Rejects with a `TimeoutError` then, and so does the
 * reading of an answer that stops on the way.
 */
export function fetchInTime(
  input: RequestInfo | URL,
  init: RequestInit = {},
  withinMs = ANSWER_WITHIN_MS,
): Promise<Response> {
  const late = AbortSignal.timeout(withinMs);
  return fetch(input, { ...init, signal: init.signal ? AbortSignal.any([init.signal, late]) : late });
}

/** Whether that is how a request ended. */
export const isLate = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'TimeoutError';
