/** Lets what limits a request go by `setTimeout`, which a test can advance, until the returned function is called. */
export function lateByTestClock(): () => void {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (ms) => {
    const late = new AbortController();
    setTimeout(() => late.abort(new DOMException('The operation timed out.', 'TimeoutError')), ms);
    return late.signal;
  };
  return () => void (AbortSignal.timeout = timeout);
}

/** A `fetch` over a connection that is gone without a word: it ends only when it is given up. */
export async function fetchInVain(_input: unknown, { signal }: RequestInit = {}): Promise<Response> {
  await new Promise((resolve) => signal?.addEventListener('abort', resolve));
  throw signal?.reason;
}
