import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { unauthenticated } from '@payloom/subgraph-kit/errors';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { Passkey } from '../entities/passkey.entity.ts';
import { User } from '../entities/user.entity.ts';
import { recordPasskeyChanged } from '../events/passkey-events.ts';
import { passkeyNotFound, type PasskeyNotFound } from './passkey-problems.ts';

const nameMaxCharacters = 60;
const nameExpected = `Enter a name of 1 to ${nameMaxCharacters} characters.`;

const renameSchema = z.object({
  id: z.string(),
  name: z
    .string()
    .trim()
    .min(1, nameExpected)
    .max(nameMaxCharacters, nameExpected)
    .regex(/^\P{Cc}*$/u, 'Leave out line breaks and other control characters.')
    // Spaces of no width alone would show as no name at all.
    .regex(/[\p{L}\p{N}\p{P}\p{S}]/u, nameExpected),
});

export interface PasskeyRenamed {
  __typename: 'PasskeyRenamed';
  passkey: Passkey;
}

export interface PasskeyRemoved {
  __typename: 'PasskeyRemoved';
  user: User;
}

/** The viewer with one of their passkeys, both locked. One of somebody else is as little there as one that never was. */
async function lockOwn(em: EntityManager, { userId }: Viewer, id: string) {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const user = await em.findOne(User, userId, { lockMode });
  if (!user) throw unauthenticated('TOKEN_INVALID');
  const own = { id: id.toLowerCase(), user: userId };
  return { user, passkey: isUuid(id) ? await em.findOne(Passkey, own, { lockMode, refresh: true }) : null };
}

/** Gives a passkey of the viewer's another name. The same one again does nothing. */
export async function renamePasskey(
  context: OperationContext,
  viewer: Viewer,
  rawInput: z.input<typeof renameSchema>,
): Promise<PasskeyRenamed | PasskeyNotFound | InvalidInput> {
  const parsed = parseInput(renameSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const { id, name } = parsed.input;
  return context.em.transactional(async (em) => {
    const { passkey } = await lockOwn(em, viewer, id);
    if (!passkey) return passkeyNotFound();
    const before = passkey.name;
    if (name !== before) {
      passkey.name = name;
      const change = { way: 'renamed', before, after: name } as const;
      recordPasskeyChanged(em, passkey, change, context.clientAddress);
    }
    return { __typename: 'PasskeyRenamed', passkey };
  });
}

/** From now on nobody signs in by that passkey. What was begun with it goes on, as after any sign-in. */
export async function removePasskey(
  context: OperationContext,
  viewer: Viewer,
  id: string,
): Promise<PasskeyRemoved | PasskeyNotFound> {
  return context.em.transactional(async (em) => {
    const { user, passkey } = await lockOwn(em, viewer, id);
    if (!passkey) return passkeyNotFound();
    em.remove(passkey);
    const change = { way: 'removed', before: passkey.name, after: null } as const;
    recordPasskeyChanged(em, passkey, change, context.clientAddress);
    return { __typename: 'PasskeyRemoved', user };
  });
}
