import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { recordStatusChanged } from '../events/publishes.ts';
import { endSessionsOf } from './end-sessions.ts';
import { manageUser, reasonSchema, type ManageUserResult } from './manage-user.ts';

const schema = z.object({ userId: z.string(), reason: reasonSchema });

export type SuspendUserInput = z.input<typeof schema>;

/** Shuts somebody out: all their sessions end, and they cannot sign in again until they are reinstated. */
export function suspendUser(
  context: OperationContext,
  viewer: Viewer,
  input: SuspendUserInput,
): Promise<ManageUserResult> {
  return manageUser(context, viewer, {
    schema,
    input,
    manage: async (em, user, { reason }, by) => {
      if (user.status === 'SUSPENDED') return;
      user.status = 'SUSPENDED';
      recordStatusChanged(em, user, by);
      await endSessionsOf(em, context, user.id, { reason: 'SUSPENDED', actor: by.actor, note: reason });
    },
  });
}

/** Lets somebody who was suspended sign in again. Their sessions stay ended. */
export function reinstateUser(
  context: OperationContext,
  viewer: Viewer,
  input: SuspendUserInput,
): Promise<ManageUserResult> {
  return manageUser(context, viewer, {
    schema,
    input,
    manage: async (em, user, _input, by) => {
      if (user.status === 'ACTIVE') return;
      user.status = 'ACTIVE';
      recordStatusChanged(em, user, by);
    },
  });
}
