/** Asks the person in front of the page to show that it is them, and tells when they have, or will not. */
export interface StepUp {
  readonly getState: () => { readonly isAsked: boolean };
  readonly subscribe: (listener: () => void) => () => void;
  /** Resolves with whether they showed it. Who asks meanwhile waits for the same answer. */
  ask(): Promise<boolean>;
  /** What the dialog found out. */
  answer(isThem: boolean): void;
}

/** Makes the question of one tab. Without a dialog that listens, nobody is there to answer: the answer is no. */
export function createStepUp(): StepUp {
  const listeners = new Set<() => void>();
  let state = { isAsked: false };
  let asked: { promise: Promise<boolean>; resolve: (isThem: boolean) => void } | undefined;
  const setState = (isAsked: boolean) => {
    state = { isAsked };
    for (const listener of [...listeners]) listener();
  };
  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ask: () => {
      if (listeners.size === 0) return Promise.resolve(false);
      if (!asked) {
        asked = Promise.withResolvers<boolean>();
        setState(true);
      }
      return asked.promise;
    },
    answer: (isThem) => {
      asked?.resolve(isThem);
      asked = undefined;
      setState(false);
    },
  };
}

/** The question of this tab. Import it by the package's name, so that every remote has the same one. */
export const stepUp = createStepUp();
