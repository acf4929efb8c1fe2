import { pause } from '../../first/pause.ts';

/** Who takes longer holds up nobody else. */
const TURN_MS_MAX = 500;

/** Lets what each takes a while be done one after the other, so that a tap is answered in between. */
export interface Turns {
  /** Settles when it is the caller's turn, with what ends it. */
  readonly take: () => Promise<() => void>;
}

/** Turns in the order in which they are taken; one that is not ended is over after `maxMs`. */
export function createTurns(maxMs: number = TURN_MS_MAX): Turns {
  let before: Promise<void> = Promise.resolve();
  return {
    take: async () => {
      let end = (): void => undefined;
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      const begun = before.then(pause);
      before = begun.then(() =>
        Promise.race([ended, new Promise<void>((resolve) => setTimeout(resolve, maxMs))]),
      );
      await begun;
      return end;
    },
  };
}
