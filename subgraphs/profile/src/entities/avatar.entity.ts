import { defineEntity, p } from '@mikro-orm/core';

/**
 * The files of one picture. The row is there before the first file and goes after the last, so that a crash between
 * leaves no file that nobody knows of.
 */
const AvatarSchema = defineEntity({
  name: 'Avatar',
  tableName: 'avatars',
  properties: {
    /** SHA-256 of the user and the picture as it is kept. */
    id: p.text().primary(),
    userId: p.uuid(),
    /** From then on the files may go; null while the picture is in use. */
    removeAfter: p.datetime().nullable(),
  },
});

export class Avatar extends AvatarSchema.class {}
AvatarSchema.setClass(Avatar);
