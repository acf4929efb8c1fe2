import type { PaymentScheduleResolvers } from './__generated__/resolver-types.ts';

export const PaymentSchedule: PaymentScheduleResolvers = {
  recipient: ({ recipientId }) => ({ id: recipientId }),
  amount: ({ amountMinor, currency }) => ({ amountMinor, currency }),
  lastRun: ({ id }, _args, { loaders }) => loaders.lastRunOfSchedule.load(id),
};
