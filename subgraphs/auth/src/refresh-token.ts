import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/**
 * A refresh token is `<family>.<secret>`, 32 random bytes each. The family stays for the life of a session, the secret
 * is new at each rotation. Whoever shows a family with a secret that is no longer good holds an old token of that
 * session, however many rotations ago: no list of old tokens is needed to tell theft from noise, and knowing a
 * session's id, which is no secret, does not let anybody end it.
 */
export interface RefreshToken {
  readonly family: string;
  readonly secret: string;
}

const partSizeBytes = 32;
const format = /^([\w-]{43})\.([\w-]{43})$/;

const randomPart = () => randomBytes(partSizeBytes).toString('base64url');

/** The first token of a new session. */
export function createRefreshToken(): RefreshToken {
  return { family: randomPart(), secret: randomPart() };
}

/** The token that follows in the same session. */
export function createSuccessor({ family }: RefreshToken): RefreshToken {
  return { family, secret: randomPart() };
}

/** Reads a token from a cookie; null when it cannot be one. */
export function parseRefreshToken(text: string | undefined): RefreshToken | null {
  const [, family, secret] = format.exec(text ?? '') ?? [];
  return family === undefined || secret === undefined ? null : { family, secret };
}

export function formatRefreshToken({ family, secret }: RefreshToken): string {
  return `${family}.${secret}`;
}

/** SHA-256 is enough for what is stored: 32 random bytes cannot be guessed, unlike a password. */
export function hashTokenPart(part: string): string {
  return createHash('sha256').update(part).digest('base64url');
}

const cipher = 'aes-256-gcm';
const nonceSizeBytes = 12;
const tagSizeBytes = 16;

const sealingKey = ({ secret }: RefreshToken) =>
  Buffer.from(hkdfSync('sha256', secret, '', 'payloom refresh successor', 32));

/**
 * Encrypts the successor's secret under a key that only the holder of the predecessor can derive, so that a tab which
 * refreshes with the predecessor a moment late can be given the same successor. A successor derived by a stored key
 * would let one who read the database and one old token compute every later token; this one opens with its direct
 * predecessor alone, which the database does not hold.
 */
export function sealSuccessor(predecessor: RefreshToken, successor: RefreshToken): string {
  const nonce = randomBytes(nonceSizeBytes);
  const sealing = createCipheriv(cipher, sealingKey(predecessor), nonce);
  const sealed = Buffer.concat([sealing.update(successor.secret, 'utf8'), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed]).toString('base64url');
}

/** The successor that was sealed for this predecessor. Throws when it was sealed for another. */
export function openSuccessor(predecessor: RefreshToken, sealedText: string): RefreshToken {
  const bytes = Buffer.from(sealedText, 'base64url');
  const sealedStart = nonceSizeBytes + tagSizeBytes;
  const opening = createDecipheriv(cipher, sealingKey(predecessor), bytes.subarray(0, nonceSizeBytes), {
    authTagLength: tagSizeBytes,
  });
  opening.setAuthTag(bytes.subarray(nonceSizeBytes, sealedStart));
  const secret = Buffer.concat([opening.update(bytes.subarray(sealedStart)), opening.final()]).toString(
    'utf8',
  );
  return { family: predecessor.family, secret };
}
