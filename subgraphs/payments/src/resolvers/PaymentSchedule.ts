import type { PaymentScheduleResolvers } from './__generated__/resolver-types.ts';

export const PaymentSchedule: PaymentScheduleResolvers = {
  // What somebody plans concerns nobody else, administrators included.
  __resolveReference: async ({ id }, { loaders, viewer }) => {
    const schedule = await loaders.schedule.load(id);
    return schedule && schedule.payerId === viewer?.userId ? schedule : null;
  },
  recipient: ({ recipientId }) => ({ id: recipientId }),
  amount: ({ amountMinor, currency }) => ({ amountMinor, currency }),
  lastRun: ({ id }, _args, { loaders }) => loaders.lastRunOfSchedule.load(id),
};
