// By the package's name: a relative import could give a remote a region of its own.
import { getRegion, subscribeRegion } from '@payloom/i18n/region';
import { useSyncExternalStore } from 'react';
import type { Region } from './language.ts';

/** The language, the locale and the time zone of the page, kept up to date. */
export function useRegion(): Region {
  return useSyncExternalStore(subscribeRegion, getRegion, getRegion);
}
