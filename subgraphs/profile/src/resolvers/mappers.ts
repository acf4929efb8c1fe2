import type { Profile } from '../entities/profile.entity.ts';

export type ProfileMapper = Profile;
/** Another subgraph's entity: known here by its key. */
export type UserMapper = { readonly id: string };
