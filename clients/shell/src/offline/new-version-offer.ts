/** Whether a newer version than the shown one is there, and how to get to it. */
export interface NewVersion {
  readonly getState: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
  /** There is one; `take` leaves the shown one for it. */
  offer(take: () => void): void;
  /** The same, but a way that was offered before is kept: that of a worker brings all there is. */
  offerAsWell(take: () => void): void;
  take(): void;
  /** Not now: nothing is said of it until the next one, or the next visit. */
  decline(): void;
}

/** Makes the offer of one tab. */
export function createNewVersion(): NewVersion {
  const listeners = new Set<() => void>();
  let offered: (() => void) | undefined;
  const set = (next: typeof offered): void => {
    offered = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    getState: () => offered !== undefined,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    offer: set,
    offerAsWell: (take) => set(offered ?? take),
    take: () => offered?.(),
    decline: () => set(undefined),
  };
}

/** The offer of this tab. */
export const newVersion = createNewVersion();
