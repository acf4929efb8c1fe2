/** How live updates come: over one socket, or over an event stream for each subscription. */
export type Way = 'socket' | 'streams';

const KEY = 'payloom.streams-until';
/** Whoever goes from one network to another has sockets again by then. */
const KEPT_MS = 10 * 60_000;

/** Which way worked in this tab a short while ago; the socket where none is known. */
export function recallWay(): Way {
  try {
    const until = Number(globalThis.sessionStorage?.getItem(KEY) ?? 0);
    return Date.now() < until ? 'streams' : 'socket';
  } catch {
    // Storage may be forbidden; then every page finds it out for itself.
    return 'socket';
  }
}

/** Keeps which way works, so that the next page of this tab begins with it. */
export function keepWay(way: Way): void {
  try {
    if (way === 'streams') globalThis.sessionStorage?.setItem(KEY, String(Date.now() + KEPT_MS));
    else globalThis.sessionStorage?.removeItem(KEY);
  } catch {
    // As above.
  }
}
