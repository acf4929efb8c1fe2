import {
  createSuccessor,
  hashTokenPart,
  openSuccessor,
  sealSuccessor,
  type RefreshToken,
} from './refresh-token.ts';

/**
 * For so long after a rotation its predecessor is answered with the same successor, and the successor with itself:
 * tabs that refresh at once, in whatever order they are answered, end with one token. Rotating again within it would
 * make the slowest tab's token two rotations old, which only a thief's should be. Longer than a page waits for its answer
 * (`clients/shared/session/src/post.ts`) and then again to ask anew: an answer can be lost.
 */
export const rotationGraceSeconds = 30;

/** What is stored of a session's tokens. */
export interface Rotation {
  readonly tokenHash: string;
  readonly previousTokenHash?: string | null;
  /** The present token, encrypted with the one before it; see `sealSuccessor`. */
  readonly sealedSuccessor?: string | null;
  readonly rotatedAt?: Date | null;
}

/** The token to go on with, and what is stored from then on. */
export interface Turn {
  readonly token: RefreshToken;
  readonly rotation: Rotation;
}

/**
 * Why a token of the family leads to nothing: it is the one before the present one, whose request may have been on its way for
 * long, or an older one, which nobody but a thief sends.
 */
export type Outdated = 'REPLACED' | 'STOLEN';

/**
 * What a presented token of the session's family leads to: its successor, itself within the grace, the one successor
 * again where another tab was first, or nothing when it was replaced longer ago than the grace lasts.
 */
export function turn(rotation: Rotation, presented: RefreshToken, now: Date): Turn | Outdated {
  const secretHash = hashTokenPart(presented.secret);
  const { tokenHash, previousTokenHash, sealedSuccessor, rotatedAt } = rotation;
  const inGrace = rotatedAt != null && now.getTime() - rotatedAt.getTime() < rotationGraceSeconds * 1_000;
  if (secretHash === tokenHash)
    return inGrace ? { token: presented, rotation } : replace(rotation, presented, now);
  if (secretHash !== previousTokenHash) return 'STOLEN';
  return inGrace && sealedSuccessor != null
    ? { token: openSuccessor(presented, sealedSuccessor), rotation }
    : 'REPLACED';
}

function replace({ tokenHash }: Rotation, presented: RefreshToken, now: Date): Turn {
  const token = createSuccessor(presented);
  const rotation = {
    previousTokenHash: tokenHash,
    tokenHash: hashTokenPart(token.secret),
    sealedSuccessor: sealSuccessor(presented, token),
    rotatedAt: now,
  };
  return { token, rotation };
}
