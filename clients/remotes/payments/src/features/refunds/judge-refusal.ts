import { formatMoney } from '@payloom/ui-kit/money';
import { mixedUp, placeProblems, type PlacedProblems } from '../../problems/field-problems.ts';
import type { RefundPaymentMutation, RequestRefundMutation } from './__generated__/refunds.ts';
import { refundFields, type RefundField } from './refund-form-schema.ts';

export type Refusal = Exclude<
  RefundPaymentMutation['refundPayment'] | RequestRefundMutation['requestRefund'],
  { __typename: 'Refund' | 'RefundRequest' }
>;

const atAmount = (message: string): PlacedProblems<RefundField> => ({
  atFields: [{ field: 'amount', message }],
  elsewhere: undefined,
});

/** Where on the form a refusal belongs, and what it says there. */
export function judgeRefusal(refusal: Refusal): PlacedProblems<RefundField> {
  switch (refusal.__typename) {
    case 'RefundExceedsPayment': {
      const { amountMinor, currency } = refusal.refundable;
      return atAmount(`Only ${formatMoney(amountMinor, currency)} is left of the payment.`);
    }
    case 'InsufficientFunds': {
      const { amountMinor, currency } = refusal.available;
      const words = formatMoney(amountMinor, currency);
      return atAmount(`That is more than the ${words} in your wallet. Refund less, or top up first.`);
    }
    case 'InvalidInput':
      return placeProblems(refusal, refundFields);
    case 'IdempotencyKeyReused':
      return { atFields: [], elsewhere: mixedUp };
    case 'PaymentNotFound':
    case 'RefundNotPossible':
      return { atFields: [], elsewhere: refusal.message };
  }
}
