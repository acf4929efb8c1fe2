import { parseInput, invalidInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { unauthenticated } from '@payloom/subgraph-kit/errors';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { LockMode } from '@mikro-orm/core';
import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { RecoveryCode } from '../entities/recovery-code.entity.ts';
import { TotpCredential } from '../entities/totp-credential.entity.ts';
import { User } from '../entities/user.entity.ts';
import { recordTotpTurned } from '../events/second-factor-events.ts';
import {
  countGuess,
  forgiveGuesses,
  issueRecoveryCodes,
  newTotpSecret,
  takeTotpCode,
  totpOf,
} from '../second-factor.ts';
import { codeSchema, wrongCode, type WrongCode } from './second-factor-input.ts';
import { tooManyAttempts, type TooManyAttempts } from './too-many-attempts.ts';

export interface TotpSetup {
  __typename: 'TotpSetup';
  secret: string;
  uri: string;
}

export interface TotpAlreadyOn {
  __typename: 'TotpAlreadyOn';
  message: string;
}

export interface TotpTurnedOn {
  __typename: 'TotpTurnedOn';
  recoveryCodes: string[];
  user: User;
}

export interface TotpTurnedOff {
  __typename: 'TotpTurnedOff';
  user: User;
}

async function ownUser({ em }: Pick<OperationContext, 'em'>, { userId }: Viewer): Promise<User> {
  const user = await em.findOne(User, userId);
  if (!user) throw unauthenticated('TOKEN_INVALID');
  return user;
}

const lockMode = LockMode.PESSIMISTIC_WRITE;

/** Makes a secret for the viewer's app. Nothing is asked for at sign-in until a code has shown that the app has it. */
export async function beginTotpSetup(
  context: OperationContext,
  viewer: Viewer,
): Promise<TotpSetup | TotpAlreadyOn> {
  const { id: userId, email } = await ownUser(context, viewer);
  const secret = newTotpSecret();
  return context.em.transactional(async (em) => {
    // One setup after the other: none may replace a secret that another has just turned on.
    await em.findOneOrFail(User, userId, { lockMode });
    const present = await em.findOne(TotpCredential, { userId }, { lockMode });
    if (present?.turnedOnAt)
      return { __typename: 'TotpAlreadyOn', message: 'Codes of an app are asked for already.' };
    const sealedSecret = context.sealer.seal(secret, userId);
    const fresh = { userId, sealedSecret, createdAt: context.now(), turnedOnAt: null, lastStep: 0 };
    await em.upsert(TotpCredential, fresh);
    return { __typename: 'TotpSetup', secret, uri: totpOf(secret, email).toString() };
  });
}

/** A first code shows that the app is set up; it is asked for from then on. The recovery codes are told this once. */
export async function confirmTotpSetup(
  context: OperationContext,
  viewer: Viewer,
  rawInput: { code: string },
): Promise<TotpTurnedOn | WrongCode | TooManyAttempts | InvalidInput> {
  const parsed = parseInput(z.object({ code: codeSchema }), rawInput);
  if (!parsed.ok) return parsed.problem;
  const user = await ownUser(context, viewer);
  const closedUntil = await countGuess(context, user.id);
  if (closedUntil) return tooManyAttempts(closedUntil, context.now(), 'Wait a little, then try again.');
  return context.em.transactional(async (em) => {
    const credential = await em.findOne(TotpCredential, { userId: user.id }, { lockMode });
    if (!credential || credential.turnedOnAt) return invalidInput({ code: 'Begin the setup anew.' });
    if (!takeTotpCode(context, credential, parsed.input.code)) return wrongCode();
    await forgiveGuesses(em, user.id);
    credential.turnedOnAt = context.now();
    recordTotpTurned(em, user.id, 'on', context.clientAddress);
    const recoveryCodes = await issueRecoveryCodes(em, user.id);
    return { __typename: 'TotpTurnedOn', recoveryCodes, user };
  });
}

/** Codes of the app are asked for no more; the app's secret and the recovery codes are gone. Again, it does nothing. */
export async function turnOffTotp(context: OperationContext, viewer: Viewer): Promise<TotpTurnedOff> {
  const user = await ownUser(context, viewer);
  await context.em.transactional(async (em) => {
    const credential = await em.findOne(TotpCredential, { userId: user.id }, { lockMode });
    if (!credential) return;
    em.remove(credential);
    await em.nativeDelete(RecoveryCode, { userId: user.id });
    if (credential.turnedOnAt) recordTotpTurned(em, user.id, 'off', context.clientAddress);
  });
  return { __typename: 'TotpTurnedOff', user };
}
