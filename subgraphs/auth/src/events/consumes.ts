import { onSettingChanged } from './on-setting-changed.ts';

/** Every event this subgraph acts on. */
export const consumes = [onSettingChanged];
