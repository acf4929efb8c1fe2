import { useSyncExternalStore } from 'react';

/** Whether a media query holds, kept up to date; `fallback` where there is no screen to ask. */
export function useMedia(query: string, fallback: boolean): boolean {
  const ask = (): boolean => globalThis.matchMedia?.(query).matches ?? fallback;
  const subscribe = (listener: () => void): (() => void) => {
    const list = globalThis.matchMedia?.(query);
    list?.addEventListener('change', listener);
    return () => list?.removeEventListener('change', listener);
  };
  return useSyncExternalStore(subscribe, ask, () => fallback);
}
