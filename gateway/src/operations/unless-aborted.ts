/** Waits for the promise, but no longer than until one of the signals aborts: then it rejects with an AbortError. */
export async function unlessAborted<T>(
  promise: Promise<T>,
  signals: readonly (AbortSignal | undefined)[],
): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(new DOMException('Nobody waits any more', 'AbortError'));
  if (signals.some((signal) => signal?.aborted)) abort();
  for (const signal of signals) signal?.addEventListener('abort', abort);
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    for (const signal of signals) signal?.removeEventListener('abort', abort);
  }
}
