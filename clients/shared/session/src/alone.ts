/** Runs `task` alone among all tabs of this origin. */
export type Alone = <T>(task: () => Promise<T>) => Promise<T>;

/** For whoever replaces the refresh cookie. */
export const alone: Alone = async (task) => {
  // Browsers give locks to secure pages only; elsewhere the server's grace for two refreshes at once has to do.
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
  return locks ? await locks.request('payloom-session-refresh', task) : await task();
};
