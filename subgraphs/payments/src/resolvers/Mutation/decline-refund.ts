import { declineRefund as decline } from '../../operations/decline-refund.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const declineRefund: MutationResolvers['declineRefund'] = (_parent, { input }, context) =>
  decline(context, input);
