import { cancelPaymentSchedule as cancel } from '../../operations/cancel-payment-schedule.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const cancelPaymentSchedule: MutationResolvers['cancelPaymentSchedule'] = (
  _parent,
  { input },
  context,
) => cancel(context, input);
