import { requestRefund as request } from '../../operations/request-refund.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const requestRefund: MutationResolvers['requestRefund'] = (_parent, { input }, context) =>
  request(context, input);
