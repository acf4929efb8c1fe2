/** The statuses of a payment, in the order they are reached. */
export const paymentStatuses = ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

/** Where a payment may go from each status. It is made PENDING; COMPLETED, FAILED and CANCELLED are final. */
export const paymentTransitions: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  PENDING: ['PROCESSING', 'CANCELLED'],
  PROCESSING: ['COMPLETED', 'FAILED'],
  COMPLETED: [],
  FAILED: [],
  CANCELLED: [],
};

/** The statuses in which the amount is set aside, neither the payer's to spend nor the recipient's. */
export const statusesUnderWay = paymentStatuses.filter((status) => paymentTransitions[status].length > 0);

export function mayMove(from: PaymentStatus, to: PaymentStatus): boolean {
  return paymentTransitions[from].includes(to);
}

/** Whether `status` lies behind a payment that is now `current`: its step has been made, and more. */
export function isPast(status: PaymentStatus, current: PaymentStatus): boolean {
  return paymentTransitions[status].some((next) => next === current || isPast(next, current));
}
