import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { forbidden, unauthenticated } from '@payloom/subgraph-kit/errors';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { Session } from '../entities/session.entity.ts';
import { User } from '../entities/user.entity.ts';
import { openSessionsOf } from './list-sessions.ts';

const reasonMaxCharacters = 500;

/** Why an administrator does something to somebody. It is in the audit log, and on nobody's page but administrators'. */
export const reasonSchema = z
  .string()
  .trim()
  .min(1, 'Say why: it is kept in the audit log.')
  .max(reasonMaxCharacters, `Use at most ${reasonMaxCharacters} characters.`)
  .regex(/^[^\p{Cc}]*$/u, 'Leave out line breaks and other control characters.');

export interface UserChanged {
  __typename: 'UserChanged';
  user: User;
}

export interface UserNotFound {
  __typename: 'UserNotFound';
  message: string;
}

export interface OwnAccount {
  __typename: 'OwnAccount';
  message: string;
}

export type ManageUserResult = UserChanged | UserNotFound | OwnAccount | InvalidInput;

export const userNotFound = (): UserNotFound => ({
  __typename: 'UserNotFound',
  message: 'There is no user with that id.',
});

const ownAccount = (): OwnAccount => ({
  __typename: 'OwnAccount',
  message: 'You cannot do this to your own account. Ask another administrator.',
});

/** An administrator's doing, as its events tell it. */
export interface Management {
  readonly actor: string;
  readonly clientAddress: string | undefined;
  readonly reason: string;
}

/** What is done to the user, in the transaction of `em`, with the user locked. */
export type Manage<Input> = (em: EntityManager, user: User, input: Input, by: Management) => Promise<void>;

interface ManagedInput {
  readonly userId: string;
  readonly reason: string;
}

/**
 * Does something to another person's account in the name of an administrator. Administrators cannot do it to themselves,
 * and whoever does it is still one when it is done: so at least one always stays.
 */
export async function manageUser<Input extends ManagedInput>(
  context: OperationContext,
  viewer: Viewer,
  { schema, input: rawInput, manage }: { schema: z.ZodType<Input>; input: unknown; manage: Manage<Input> },
): Promise<ManageUserResult> {
  const parsed = parseInput(schema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const { input } = parsed;
  return context.em.transactional(async (em) => {
    const user = await lockManaged(em, context, viewer, input.userId);
    if (!user) return userNotFound();
    if (user.id === viewer.userId) return ownAccount();
    await manage(em, user, input, managementOf(context, viewer, input.reason));
    return { __typename: 'UserChanged', user };
  });
}

export const managementOf = (
  { clientAddress }: Pick<OperationContext, 'clientAddress'>,
  { userId: actor }: Viewer,
  reason: string,
): Management => ({ actor, clientAddress, reason });

/**
 * The user with that id, locked together with the administrator who asks, in one order for everybody: of two who demote
 * each other the second is no administrator any more. Throws when whoever asks has lost the right to.
 */
export async function lockManaged(
  em: EntityManager,
  { now }: Pick<OperationContext, 'now'>,
  viewer: Viewer,
  userId: string,
): Promise<User | undefined> {
  const ids = [viewer.userId, ...(isUuid(userId) ? [userId.toLowerCase()] : [])];
  const users = await em.find(
    User,
    { id: { $in: ids } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const actor = users.find(({ id }) => id === viewer.userId);
  const session = { id: viewer.sessionId, ...openSessionsOf(viewer.userId, now()) };
  if ((await em.count(Session, session)) === 0) throw unauthenticated('TOKEN_INVALID');
  if (actor?.role !== 'ADMIN' || actor.status !== 'ACTIVE') throw forbidden();
  return users.find(({ id }) => id === userId.toLowerCase());
}
