import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { endSessionsOf, type SessionsEnded } from './end-sessions.ts';
import { lockManaged, reasonSchema, userNotFound, type UserNotFound } from './manage-user.ts';

const schema = z.object({ userId: z.string(), reason: reasonSchema });

export type EndUserSessionsInput = z.input<typeof schema>;

/** Ends all sessions of somebody, who may sign in again at once: for a lost device, or a suspicion. */
export async function endUserSessions(
  context: OperationContext,
  viewer: Viewer,
  rawInput: EndUserSessionsInput,
): Promise<SessionsEnded | UserNotFound | InvalidInput> {
  const parsed = parseInput(schema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const { userId, reason: note } = parsed.input;
  return context.em.transactional(async (em) => {
    const user = await lockManaged(em, context, viewer, userId);
    if (!user) return userNotFound();
    const ending = { reason: 'ENDED_BY_ADMINISTRATOR', actor: viewer.userId, note } as const;
    const count = await endSessionsOf(em, context, user.id, ending);
    return { __typename: 'SessionsEnded', count, user: { id: user.id } };
  });
}
