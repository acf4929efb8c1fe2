import { requireViewer } from '@payloom/subgraph-kit/context';
import { changePassword as changePasswordOperation } from '../../operations/change-password.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const changePassword: MutationResolvers['changePassword'] = (_parent, { input }, context) =>
  changePasswordOperation(context, requireViewer(context), input);
