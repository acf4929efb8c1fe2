import { vault } from './vault.ts';
import { countWaiting } from './waiting.ts';

/** The question before a sign-out that takes something with it. */
export interface Leaving {
  /** How much waits, while somebody is asked. */
  readonly getState: () => number | undefined;
  readonly subscribe: (listener: () => void) => () => void;
  /** Resolves with whether they leave all the same; at once where nobody is there to ask. */
  ask(waiting: number): Promise<boolean>;
  answer(leaves: boolean): void;
  /** Whether somebody was asked and left: they need not be told what went with it. Once. */
  takeKnown(): boolean;
}

/** Makes the question of one tab. */
export function createLeaving(): Leaving {
  const listeners = new Set<() => void>();
  let isKnown = false;
  let asked: { waiting: number; resolve: (leaves: boolean) => void } | undefined;
  const ask = (next: typeof asked): void => {
    asked?.resolve(false);
    asked = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    getState: () => asked?.waiting,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ask: (waiting) => {
      if (listeners.size === 0) return Promise.resolve(true);
      const { promise, resolve } = Promise.withResolvers<boolean>();
      ask({ waiting, resolve });
      return promise;
    },
    takeKnown: () => {
      const known = isKnown;
      isKnown = false;
      return known;
    },
    answer: (leaves) => {
      isKnown = leaves;
      asked?.resolve(leaves);
      ask(undefined);
    },
  };
}

/** The question of this tab. Import it by the package's name, so that every remote has the same one. */
export const leaving = createLeaving();

/** Whether they leave although something waits for the network, which is lost then. What cannot be counted keeps nobody. */
export async function leavesAllTheSame(): Promise<boolean> {
  const waiting = await countWaiting(vault).catch(() => 0);
  return waiting === 0 || leaving.ask(waiting);
}
