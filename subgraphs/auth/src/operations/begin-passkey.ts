import { unauthenticated } from '@payloom/subgraph-kit/errors';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import type { OperationContext } from '../context.ts';
import type { ChallengePurpose } from '../entities/passkey-challenge.entity.ts';
import type { Passkey } from '../entities/passkey.entity.ts';
import { User } from '../entities/user.entity.ts';
import {
  addressHolder,
  issueChallenge,
  sessionHolder,
  type ChallengeHolder,
  type IssuedChallenge,
} from '../passkeys/challenges.ts';
import { passkeyAlgorithms, userHandleOf } from '../passkeys/verify-passkey.ts';
import { passkeysOf } from './list-passkeys.ts';
import { passkeysOfUserMax, tooManyPasskeys, type TooManyPasskeys } from './passkey-problems.ts';

export interface PasskeyChallenge extends IssuedChallenge {
  __typename: 'PasskeyChallenge';
  rpId: string;
  credentials: Passkey[];
}

export interface PasskeySetup extends IssuedChallenge {
  __typename: 'PasskeySetup';
  rpId: string;
  userHandle: string;
  userName: string;
  algorithms: number[];
  existing: Passkey[];
}

async function challengeFor(
  context: OperationContext,
  purpose: ChallengePurpose,
  holder: ChallengeHolder,
  credentials: Passkey[],
): Promise<PasskeyChallenge> {
  const issued = await issueChallenge(context, purpose, holder);
  return { __typename: 'PasskeyChallenge', ...issued, rpId: context.relyingParty.id, credentials };
}

/** A challenge for any passkey that the browser has for us: who is not signed in is not told which there are. */
export function beginPasskeySignIn(context: OperationContext): Promise<PasskeyChallenge> {
  return challengeFor(context, 'SIGN_IN', addressHolder(context.clientAddress), []);
}

/** A challenge for a passkey of the viewer's, by which they show that it is still them. */
export async function beginPasskeyProof(
  context: OperationContext,
  { userId, sessionId }: Viewer,
): Promise<PasskeyChallenge> {
  const own = await passkeysOf(context.em, userId);
  return challengeFor(context, 'PROOF', sessionHolder(sessionId), own);
}

/** What a browser needs to make a passkey. Nothing changes until `addPasskey`. */
export async function beginPasskeySetup(
  context: OperationContext,
  { userId, sessionId }: Viewer,
): Promise<PasskeySetup | TooManyPasskeys> {
  const user = await context.em.findOne(User, userId);
  if (!user) throw unauthenticated('TOKEN_INVALID');
  const existing = await passkeysOf(context.em, userId);
  if (existing.length >= passkeysOfUserMax) return tooManyPasskeys();
  return {
    __typename: 'PasskeySetup',
    ...(await issueChallenge(context, 'ADD', sessionHolder(sessionId))),
    rpId: context.relyingParty.id,
    userHandle: userHandleOf(userId),
    userName: user.email,
    algorithms: passkeyAlgorithms,
    existing,
  };
}
