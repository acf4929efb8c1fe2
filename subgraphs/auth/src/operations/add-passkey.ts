import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { unauthenticated } from '@payloom/subgraph-kit/errors';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { Passkey } from '../entities/passkey.entity.ts';
import { Session } from '../entities/session.entity.ts';
import { User } from '../entities/user.entity.ts';
import { recordPasskeyChanged } from '../events/passkey-events.ts';
import { sessionHolder, takeChallenge } from '../passkeys/challenges.ts';
import { answeredChallenge, attestationSchema } from '../passkeys/passkey-input.ts';
import { verifyNewPasskey, type NewPasskey } from '../passkeys/verify-passkey.ts';
import { readDevice } from '../session-device.ts';
import { challengeExpired, type ChallengeExpired } from './challenge-expired.ts';
import { openSessionsOf } from './list-sessions.ts';
import {
  passkeyRefused,
  passkeysOfUserMax,
  tooManyPasskeys,
  type PasskeyRefused,
  type TooManyPasskeys,
} from './passkey-problems.ts';

export type AddPasskeyInput = z.input<typeof attestationSchema>;

export interface PasskeyAdded {
  __typename: 'PasskeyAdded';
  passkey: Passkey;
  user: User;
}

export type AddPasskeyResult =
  PasskeyAdded | PasskeyRefused | ChallengeExpired | TooManyPasskeys | InvalidInput;

/** What a passkey is called until its owner gives it a name: after the device that it was made on. */
function firstName(userAgent: string | undefined): string {
  const { browser, system } = readDevice(userAgent ?? null);
  return [browser, system].filter(Boolean).join(', ') || 'Passkey';
}

/** Keeps a passkey that answered the challenge of `beginPasskeySetup` in the same session. */
export async function addPasskey(
  context: OperationContext,
  viewer: Viewer,
  rawInput: AddPasskeyInput,
): Promise<AddPasskeyResult> {
  const parsed = parseInput(attestationSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const challenge = answeredChallenge(parsed.input);
  if (challenge === null) return passkeyRefused();
  if (!(await takeChallenge(context, 'ADD', challenge, sessionHolder(viewer.sessionId))))
    return challengeExpired();
  const made = await verifyNewPasskey(parsed.input, challenge, context.relyingParty);
  if (!made) return passkeyRefused();
  try {
    return await context.em.transactional((em) =>
      keep(em, context, viewer, { ...made, transports: parsed.input.transports }),
    );
  } catch (error) {
    // Whose it is already is not told.
    if (error instanceof UniqueConstraintViolationException) return passkeyRefused();
    throw error;
  }
}

async function keep(
  em: EntityManager,
  context: OperationContext,
  viewer: Viewer,
  made: NewPasskey & Pick<Passkey, 'transports'>,
): Promise<PasskeyAdded | TooManyPasskeys> {
  const createdAt = context.now();
  // Locked: of two that are added at once the second sees the first, and none is added to an account that is just shut.
  const user = await em.findOne(User, viewer.userId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const session = { id: viewer.sessionId, ...openSessionsOf(viewer.userId, createdAt) };
  if (user?.status !== 'ACTIVE' || (await em.count(Session, session)) === 0)
    throw unauthenticated('TOKEN_INVALID');
  if ((await em.count(Passkey, { user })) >= passkeysOfUserMax) return tooManyPasskeys();
  const passkey = em.create(Passkey, {
    ...made,
    id: uuidv7(),
    user,
    name: firstName(context.userAgent),
    createdAt,
  });
  em.persist(passkey);
  const change = { way: 'added', before: null, after: passkey.name } as const;
  recordPasskeyChanged(em, passkey, change, context.clientAddress);
  return { __typename: 'PasskeyAdded', passkey, user };
}
