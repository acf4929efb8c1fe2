import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { FileStore } from '@payloom/storage/file-store';
import { Avatar } from '../entities/avatar.entity.ts';
import { removeAvatarFiles } from './avatar-files.ts';

const removedAtOnceMax = 50;

/** Removes one picture that may go: its files while its row is locked, so that who puts the same one anew waits. */
function sweepOne(em: EntityManager, files: FileStore): Promise<boolean> {
  return em.fork().transactional(async (transaction) => {
    const avatar = await transaction.findOne(
      Avatar,
      { removeAfter: { $lte: new Date() } },
      { orderBy: { removeAfter: 'asc' }, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
    );
    if (!avatar) return false;
    await removeAvatarFiles(files, avatar.id);
    transaction.remove(avatar);
    return true;
  });
}

/** Removes the files of pictures that are no longer anybody's, or that a process which died has left. */
export async function sweepAvatars(em: EntityManager, files: FileStore): Promise<void> {
  for (let removed = 0; removed < removedAtOnceMax; removed += 1) {
    if (!(await sweepOne(em, files))) return;
  }
}
