import type { UnderWay } from '../under-way.ts';

/** Longer than this no update waits. */
const WAIT_MAX_MS = 3_000;

/** Waits for what was under way; what takes longer than an update may wait is overtaken. */
async function answered(over: Promise<void>, { overtake }: Pick<UnderWay, 'overtake'>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      overtake();
      resolve();
    }, WAIT_MAX_MS);
  });
  await Promise.race([over, tooLate]);
  clearTimeout(timer);
}

/**
 * Tells of updates one after the other, each behind the answers to what was under way when it came. Those may have been read
 * before it: noted after it, they would hide it for good, whereas what an update hides that is newer comes with the next one.
 */
export function createTurns(underWay: Pick<UnderWay, 'over' | 'overtake'>): (tell: () => void) => void {
  let last: Promise<void> | undefined;
  return (tell) => {
    const over = underWay.over();
    if (!last && !over) return tell();
    const turn: Promise<void> = Promise.all([last, over && answered(over, underWay)])
      .then(tell)
      .finally(() => {
        if (last === turn) last = undefined;
      });
    last = turn;
  };
}
