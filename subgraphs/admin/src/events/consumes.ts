import { onAnythingAudited } from './on-anything-audited.ts';
import { onProfileChanged } from './on-profile-changed.ts';
import { onUserRegistered } from './on-user-registered.ts';

/** Every event this subgraph acts on. */
export const consumes = [onAnythingAudited, onUserRegistered, onProfileChanged];
