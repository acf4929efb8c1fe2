import { randomInt } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Secret, TOTP } from 'otpauth';
import type { OperationContext } from './context.ts';
import { RecoveryCode } from './entities/recovery-code.entity.ts';
import { TotpCredential } from './entities/totp-credential.entity.ts';
import type { User } from './entities/user.entity.ts';
import { recordRecoveryCodeUsed } from './events/second-factor-events.ts';
import { hashTokenPart } from './refresh-token.ts';
import { countAgainst, forgetAttempts, type Throttle } from './throttle.ts';

const stepSeconds = 30;
/** Clocks differ: the code before and the one after are taken too. */
const stepsEitherSide = 1;
const recoveryCodesCount = 10;
const recoveryGroups = 4;
const lettersPerGroup = 4;
// Without letters and digits that look alike: somebody types this from paper.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Somebody who has the password may guess so often; then each guess waits longer than the last. */
const guesses = (userId: string): Throttle => ({
  key: `second-factor:${userId}`,
  bound: { freeAttempts: 5, firstWaitSeconds: 30 },
});

/** The app's side and ours of one secret. */
export function totpOf(secret: string, email: string): TOTP {
  return new TOTP({
    issuer: 'Payloom',
    label: email,
    secret: Secret.fromBase32(secret),
    period: stepSeconds,
  });
}

/** A new secret, as an app takes it: 160 bits in Base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** Whether the code is one of now that was not taken before; it is taken then, in the transaction of `em`. */
export function takeTotpCode(
  { sealer, now }: Pick<OperationContext, 'sealer' | 'now'>,
  credential: TotpCredential,
  code: string,
): boolean {
  const totp = totpOf(sealer.open(credential.sealedSecret, credential.userId), '');
  const timestamp = now().getTime();
  const delta = totp.validate({ token: code, timestamp, window: stepsEitherSide });
  if (delta === null) return false;
  const step = Math.floor(timestamp / 1_000 / stepSeconds) + delta;
  if (step <= credential.lastStep) return false;
  credential.lastStep = step;
  return true;
}

function newRecoveryCode(): string {
  const letter = () => alphabet.charAt(randomInt(alphabet.length));
  const group = () => Array.from({ length: lettersPerGroup }, letter).join('');
  return Array.from({ length: recoveryGroups }, group).join('-');
}

/** Some 79 random bits, so a plain hash keeps them; bound to their user, and however they are typed. */
const hashRecoveryCode = (userId: string, code: string): string =>
  hashTokenPart(`${userId}:${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`);

/** Makes a user's recovery codes, in the transaction of `em`; older ones are good no more. Only hashes are stored. */
export async function issueRecoveryCodes(em: EntityManager, userId: string): Promise<string[]> {
  await em.nativeDelete(RecoveryCode, { userId });
  const codes = Array.from({ length: recoveryCodesCount }, newRecoveryCode);
  for (const code of codes)
    em.persist(em.create(RecoveryCode, { codeHash: hashRecoveryCode(userId, code), userId }));
  return codes;
}

/** Until when no guess is allowed, or null when this one is, and counted. */
export const countGuess = ({ em, now }: Pick<OperationContext, 'em' | 'now'>, userId: string) =>
  countAgainst(em, [guesses(userId)], now());

/** The guesses are forgotten, as after a right one. */
export const forgiveGuesses = (em: EntityManager, userId: string) => forgetAttempts(em, guesses(userId));

/**
 * What a code is, of the app or for recovery, in the transaction of `em`; null when it is wrong. It is used up then, and
 * the guesses before it are forgotten.
 */
export async function takeCode(
  em: EntityManager,
  context: OperationContext,
  user: User,
  code: string,
): Promise<'TOTP' | 'RECOVERY_CODE' | null> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const credential = await em.findOne(TotpCredential, { userId: user.id }, { lockMode, refresh: true });
  if (!credential?.turnedOnAt) return null;
  const proof = takeTotpCode(context, credential, code)
    ? 'TOTP'
    : (await takeRecoveryCode(em, context, user, code))
      ? 'RECOVERY_CODE'
      : null;
  if (proof) await forgiveGuesses(em, user.id);
  return proof;
}

async function takeRecoveryCode(
  em: EntityManager,
  context: OperationContext,
  { id: userId }: User,
  code: string,
): Promise<boolean> {
  const codeHash = hashRecoveryCode(userId, code);
  if ((await em.nativeDelete(RecoveryCode, { codeHash, userId })) === 0) return false;
  const left = await em.count(RecoveryCode, { userId });
  recordRecoveryCodeUsed(em, userId, left, context.clientAddress);
  return true;
}
