/** The statuses of a payout, in the order they are reached. */
export const payoutStatuses = ['PENDING', 'PROCESSING', 'SETTLED', 'RETURNED'] as const;
export type PayoutStatus = (typeof payoutStatuses)[number];

/** Where a payout may go from each status. The provider's words may come in any order: PROCESSING may be left out. */
const transitions: Readonly<Record<PayoutStatus, readonly PayoutStatus[]>> = {
  PENDING: ['PROCESSING', 'SETTLED', 'RETURNED'],
  PROCESSING: ['SETTLED', 'RETURNED'],
  SETTLED: [],
  RETURNED: [],
};

/** The statuses in which the amount is set aside. */
export const payoutsUnderWay = payoutStatuses.filter((status) => transitions[status].length > 0);

export const payoutMayMove = (from: PayoutStatus, to: PayoutStatus): boolean =>
  transitions[from].includes(to);
