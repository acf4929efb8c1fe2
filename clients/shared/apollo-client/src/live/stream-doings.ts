import type { Doings } from './transport.ts';

/** Makes one account of many streams: what is lost when one is, and back when all are. */
export interface StreamDoings {
  opened(stream: object): void;
  failed(stream: object): void;
  /** Nobody wants it any more. */
  gone(stream: object): void;
}

/** Tells of all of them as of one connection. */
export function gatherDoings(doings: Doings): StreamDoings {
  const tries = new Map<object, number>();
  let isReturn = false;
  let isUp = false;
  const look = (): void => {
    if (tries.size > 0 || isUp) return;
    isUp = true;
    doings.connected(isReturn);
    isReturn = false;
  };
  return {
    opened: (stream) => {
      tries.delete(stream);
      look();
    },
    failed: (stream) => {
      const count = (tries.get(stream) ?? 0) + 1;
      tries.set(stream, count);
      [isUp, isReturn] = [false, true];
      doings.failed(count);
    },
    gone: (stream) => {
      if (tries.delete(stream)) look();
    },
  };
}
