import { refusedInput } from '@payloom/apollo-client/refused-input';
import { formatMoney } from '@payloom/ui-kit/money';
import { mixedUp, placeProblems, type PlacedProblems } from '../../problems/field-problems.ts';
import type { RefundPaymentMutation, RequestRefundMutation } from './__generated__/refunds.ts';
import { refundFields, type RefundField } from './refund-form-schema.ts';
import { useWords } from './words.ts';

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
  const t = useWords.now();
  switch (refusal.__typename) {
    case 'RefundExceedsPayment': {
      const { amountMinor, currency } = refusal.refundable;
      return atAmount(t('onlyLeft', { amount: formatMoney(amountMinor, currency) }));
    }
    case 'InsufficientFunds': {
      const { amountMinor, currency } = refusal.available;
      return atAmount(t('tooMuch', { amount: formatMoney(amountMinor, currency) }));
    }
    case 'InvalidInput':
      return placeProblems(refusal, refundFields);
    case 'IdempotencyKeyReused':
      return { atFields: [], elsewhere: mixedUp() };
    case 'PaymentNotFound':
    case 'RefundNotPossible':
      return { atFields: [], elsewhere: refusedInput(refusal.message, t('notPossible')) };
  }
}
