/** Runs `task` alone among all tabs of this origin. */
export type Alone = <T>(task: () => Promise<T>) => Promise<T>;

/** For whoever replaces the refresh cookie. */
export const alone: Alone = async (task) => {
  // Browsers give locks to secure pages only; elsewhere the server's grace for two refreshes at once has to do.
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
  if (!locks) return await task();
  let began = false;
  const begin = () => {
    began = true;
    return task();
  };
  try {
    return await locks.request('payloom-session-refresh', begin);
  } catch (error) {
    // A browser that lets sites keep nothing gives no locks, either. There is no cookie then that two could replace.
    if (began) throw error;
    return await task();
  }
};
