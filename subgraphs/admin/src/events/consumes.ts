import { onAnythingAudited } from './on-anything-audited.ts';
import { onProfileChanged } from './on-profile-changed.ts';
import { onUserChanged } from './on-user-changed.ts';

/** Every event this subgraph acts on. */
export const consumes = [onAnythingAudited, onUserChanged, onProfileChanged];
