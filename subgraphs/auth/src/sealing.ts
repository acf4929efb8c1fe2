import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Keeps what has to be read again unreadable in the database and its copies. */
export interface Sealer {
  seal(text: string, owner: string): string;
  /** Throws when it was sealed for another owner, or under a key that is none of these. */
  open(sealed: string, owner: string): string;
  /** The same under the key that seals now, or null where it is so already. */
  renew(sealed: string, owner: string): string | null;
}

export const sealingKeySizeBytes = 32;

const cipher = 'aes-256-gcm';
const nonceSizeBytes = 12;
const tagSizeBytes = 16;

function sealUnder(key: Buffer, text: string, owner: string): string {
  const nonce = randomBytes(nonceSizeBytes);
  const sealing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed]).toString('base64url');
}

function openUnder(key: Buffer, sealed: string, owner: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const start = nonceSizeBytes + tagSizeBytes;
  const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceSizeBytes), {
    authTagLength: tagSizeBytes,
  }).setAAD(Buffer.from(owner));
  opening.setAuthTag(bytes.subarray(nonceSizeBytes, start));
  return Buffer.concat([opening.update(bytes.subarray(start)), opening.final()]).toString('utf8');
}

/** The first key that opens it, by its place, and what was sealed. The cipher tells a wrong key for certain. */
function openWithAny(
  keys: readonly Buffer[],
  sealed: string,
  owner: string,
): { text: string; place: number } {
  let failure: unknown = new Error('There is no key to open it with.');
  for (const [place, key] of keys.entries()) {
    try {
      return { text: openUnder(key, sealed, owner), place };
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** Seals under the first key and opens under each, so that a key can follow another. The keys are not in the database. */
export function createSealer(keys: readonly [Buffer, ...Buffer[]]): Sealer {
  const [first] = keys;
  return {
    seal: (text, owner) => sealUnder(first, text, owner),
    open: (sealed, owner) => openWithAny(keys, sealed, owner).text,
    renew: (sealed, owner) => {
      const { text, place } = openWithAny(keys, sealed, owner);
      return place === 0 ? null : sealUnder(first, text, owner);
    },
  };
}
