import { onMailRequested } from './on-mail-requested.ts';
import { onProfileUpdated } from './on-profile-updated.ts';
import { onSettingChanged } from './on-setting-changed.ts';

/** Every event this subgraph acts on. */
export const consumes = [onSettingChanged, onProfileUpdated, onMailRequested];
