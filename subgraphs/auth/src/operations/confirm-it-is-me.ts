import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { SessionProof } from '@payloom/event-contracts/auth-events';
import { unauthenticated } from '@payloom/subgraph-kit/errors';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import type { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { Session } from '../entities/session.entity.ts';
import { User } from '../entities/user.entity.ts';
import { recordSessionConfirmed } from '../events/publishes.ts';
import { countAttempt, forgiveAttempt } from '../sign-in-throttle.ts';
import { openSessionsOf } from './list-sessions.ts';
import { lookAtProof, proofSchema, type ProofRefused } from './show-proof.ts';
import { tooManyAttempts } from './too-many-attempts.ts';

export type ConfirmItIsMeInput = z.input<typeof proofSchema>;

export interface ItIsYou {
  __typename: 'ItIsYou';
  confirmedAt: Date;
}

/**
 * Renews what the viewer has shown of themselves in the session that asks; its access tokens tell so from then on. A wrong
 * proof counts as one at sign-in does.
 */
export async function confirmItIsMe(
  context: OperationContext,
  viewer: Viewer,
  rawInput: ConfirmItIsMeInput,
): Promise<ItIsYou | ProofRefused | InvalidInput> {
  const parsed = parseInput(proofSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const user = await context.em.findOne(User, viewer.userId);
  if (!user) throw unauthenticated('TOKEN_INVALID');
  const attempt = { email: user.email, clientAddress: context.clientAddress };
  const closedUntil = await countAttempt(context.em, attempt, context.now());
  if (closedUntil) return tooManyAttempts(closedUntil, context.now());
  const take = await lookAtProof(context, viewer, user, parsed.input);
  if (typeof take !== 'function') return take;
  return context.em.transactional(async (em) => {
    const proof = await take(em);
    if (typeof proof !== 'string') return proof;
    await forgiveAttempt(em, attempt);
    return confirm(em, context, viewer, proof);
  });
}

async function confirm(
  em: EntityManager,
  context: OperationContext,
  viewer: Viewer,
  proof: SessionProof,
): Promise<ItIsYou> {
  const confirmedAt = context.now();
  const session = await em.findOne(
    Session,
    { id: viewer.sessionId, ...openSessionsOf(viewer.userId, confirmedAt) },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!session) throw unauthenticated('TOKEN_INVALID');
  session.provenAt = confirmedAt;
  recordSessionConfirmed(em, session, proof, context.clientAddress);
  return { __typename: 'ItIsYou', confirmedAt };
}
