import type { PaymentRowFragment } from '../../payment/__generated__/payment.ts';

/** What of a payment has not been given back; nothing of one that has not completed. */
export function refundableMinor({ status, amount, refunded }: PaymentRowFragment): number {
  return status === 'COMPLETED' ? amount.amountMinor - refunded.amountMinor : 0;
}
