import type { ScheduleRunResolvers } from './__generated__/resolver-types.ts';

export const ScheduleRun: ScheduleRunResolvers = {
  at: ({ createdAt }) => createdAt,
  payment: ({ paymentId }, _args, { loaders }) => (paymentId ? loaders.payment.load(paymentId) : null),
};
