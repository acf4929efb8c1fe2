import { roleSchema } from '@payloom/event-contracts/auth-events';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { recordRoleChanged } from '../events/publishes.ts';
import { manageUser, reasonSchema, type ManageUserResult } from './manage-user.ts';

const schema = z.object({ userId: z.string(), role: roleSchema, reason: reasonSchema });

export type ChangeRoleInput = z.input<typeof schema>;

/**
 * Gives somebody another role. The gateways refuse the access tokens that still carry the old one, and every open page
 * goes on with a new token. A role the user has already is left alone.
 */
export function changeRole(
  context: OperationContext,
  viewer: Viewer,
  input: ChangeRoleInput,
): Promise<ManageUserResult> {
  return manageUser(context, viewer, {
    schema,
    input,
    manage: async (em, user, { role }, by) => {
      if (user.role === role) return;
      const before = user.role;
      user.role = role;
      recordRoleChanged(em, user, before, by);
    },
  });
}
