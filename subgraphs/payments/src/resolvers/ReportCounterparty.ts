import type { ReportCounterpartyResolvers } from './__generated__/resolver-types.ts';

export const ReportCounterparty: ReportCounterpartyResolvers = {
  user: ({ userId }) => ({ id: userId }),
};
