import { createHash } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { FileStore } from '@payloom/storage/file-store';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { putAvatar, type AvatarPicture } from '../avatars/avatar-files.ts';
import { Avatar } from '../entities/avatar.entity.ts';
import { Profile } from '../entities/profile.entity.ts';
import { recordProfileUpdated, stateOf } from '../events/publishes.ts';

/** Longer than any upload lasts: files that nobody has taken by then were left by a process that died. */
const takenWithinMs = 60 * 60 * 1_000;

export interface ChangeAvatarParts {
  readonly em: EntityManager;
  readonly viewer: Viewer;
  readonly clientAddress: string | undefined;
  readonly files: FileStore;
}

function avatarIdOf(userId: string, picture: AvatarPicture): string {
  const hash = createHash('sha256').update(userId);
  for (const bytes of picture.values()) hash.update(bytes);
  return hash.digest('hex');
}

/** Before the first file is written, and for as long as nobody has taken it: whoever sweeps comes by it. */
async function announce(em: EntityManager, id: string, userId: string): Promise<void> {
  await em.fork().execute(
    `insert into avatars (id, user_id, remove_after) values (?, ?, ?)
     on conflict (id) do update set remove_after = excluded.remove_after where avatars.remove_after is not null`,
    [id, userId, new Date(Date.now() + takenWithinMs)],
  );
}

/** Makes `avatarId`, or none, the profile's picture in the transaction of `em`; the files of the old one may go then. */
async function take(em: EntityManager, profile: Profile, avatarId: string | null): Promise<void> {
  const old = profile.avatarId;
  profile.avatarId = avatarId;
  profile.updatedAt = new Date();
  if (old) await em.nativeUpdate(Avatar, { id: old }, { removeAfter: new Date() });
  if (avatarId) await em.nativeUpdate(Avatar, { id: avatarId }, { removeAfter: null });
}

function setAvatar(
  { em, viewer, clientAddress }: Omit<ChangeAvatarParts, 'files'>,
  avatarId: string | null,
): Promise<Profile | null> {
  return em.transactional(async (transaction) => {
    const profile = await transaction.findOne(Profile, viewer.userId, {
      lockMode: LockMode.PESSIMISTIC_WRITE,
    });
    if (!profile || (profile.avatarId ?? null) === avatarId) return profile;
    const before = stateOf(profile);
    await take(transaction, profile, avatarId);
    recordProfileUpdated(transaction, profile, before, clientAddress);
    return profile;
  });
}

/** Makes a picture the viewer's. Resolves with their profile, or null while it is not made yet; nothing is kept then. */
export async function changeAvatar(
  parts: ChangeAvatarParts,
  picture: AvatarPicture,
): Promise<Profile | null> {
  const { em, viewer, files } = parts;
  if (!(await em.findOne(Profile, viewer.userId))) return null;
  const avatarId = avatarIdOf(viewer.userId, picture);
  await announce(em, avatarId, viewer.userId);
  await putAvatar(files, avatarId, picture);
  return setAvatar({ ...parts, em: em.fork() }, avatarId);
}

/** Takes the viewer's picture away, if they have one. Resolves with their profile, or null while it is not made yet. */
export function removeAvatar(parts: Omit<ChangeAvatarParts, 'files'>): Promise<Profile | null> {
  return setAvatar(parts, null);
}
