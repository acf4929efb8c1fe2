import type { FileStore } from '@payloom/storage/file-store';

/** The edges, in pixels, in which each picture is kept, ascending. */
export const avatarSizesPixels = [64, 128, 256, 512] as const;
export const avatarContentType = 'image/webp';

/** A square picture in each of the sizes. */
export type AvatarPicture = ReadonlyMap<number, Uint8Array>;

const keyOf = (avatarId: string, sizePixels: number): string => `avatars/${avatarId}-${sizePixels}.webp`;

/** The smallest kept size that is no smaller than asked for, or else the largest. */
function sizeFor(askedPixels: number): number {
  return avatarSizesPixels.find((size) => size >= askedPixels) ?? avatarSizesPixels[3];
}

/** Where a browser finds the picture, on the origin of the graph. */
export function avatarUrl(avatarId: string, askedPixels: number): string {
  return `/files/profile/avatars/${avatarId}-${sizeFor(askedPixels)}.webp`;
}

/** Keeps all files of a picture; those that are there already are the same. */
export async function putAvatar(files: FileStore, avatarId: string, picture: AvatarPicture): Promise<void> {
  const puts = [...picture].map(([size, bytes]) =>
    files.put(keyOf(avatarId, size), bytes, avatarContentType),
  );
  await Promise.all(puts);
}

/** Removes all files of a picture that are there. */
export function removeAvatarFiles(files: FileStore, avatarId: string): Promise<void> {
  return files.remove(avatarSizesPixels.map((size) => keyOf(avatarId, size)));
}

/** The file that an address ends with, or null when there is none, or no such address. */
export async function findAvatarFile(files: FileStore, name: string): Promise<Uint8Array | null> {
  const [, avatarId = '', size = ''] = /^([\da-f]{64})-(\d{2,3})\.webp$/.exec(name) ?? [];
  const kept = avatarSizesPixels.find((each) => String(each) === size);
  return kept === undefined ? null : files.get(keyOf(avatarId, kept));
}
