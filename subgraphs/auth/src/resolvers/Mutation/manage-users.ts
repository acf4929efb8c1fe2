import { requireViewer } from '@payloom/subgraph-kit/context';
import { changeRole as changeRoleOperation } from '../../operations/change-role.ts';
import { endUserSessions as endUserSessionsOperation } from '../../operations/end-user-sessions.ts';
import { inviteUser } from '../../operations/invite-user.ts';
import {
  reinstateUser as reinstateUserOperation,
  suspendUser as suspendUserOperation,
} from '../../operations/suspend-user.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const changeRole: MutationResolvers['changeRole'] = (_parent, { input }, context) =>
  changeRoleOperation(context, requireViewer(context), input);

export const suspendUser: MutationResolvers['suspendUser'] = (_parent, { input }, context) =>
  suspendUserOperation(context, requireViewer(context), input);

export const reinstateUser: MutationResolvers['reinstateUser'] = (_parent, { input }, context) =>
  reinstateUserOperation(context, requireViewer(context), input);

export const endUserSessions: MutationResolvers['endUserSessions'] = (_parent, { input }, context) =>
  endUserSessionsOperation(context, requireViewer(context), input);

export const createUser: MutationResolvers['createUser'] = (_parent, { input }, context) =>
  inviteUser(context, requireViewer(context), input);
