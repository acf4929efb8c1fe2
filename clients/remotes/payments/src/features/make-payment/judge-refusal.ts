import { formatMoney } from '@payloom/ui-kit/money';
import { mixedUp, placeProblems, type PlacedProblems } from '../../problems/field-problems.ts';
import { paymentFields, type PaymentField } from './payment-form-schema.ts';
import type { MakePaymentAnswer } from './use-make-payment.ts';

export type Refusal = Exclude<MakePaymentAnswer, { __typename: 'Payment' | 'PaymentSchedule' }>;

const at = (field: PaymentField, message: string): PlacedProblems<PaymentField> => ({
  atFields: [{ field, message }],
  elsewhere: undefined,
});

/** Where on the form a refusal belongs, and what it says there. */
export function judgeRefusal(refusal: Refusal): PlacedProblems<PaymentField> {
  switch (refusal.__typename) {
    case 'InsufficientFunds': {
      const available = formatMoney(refusal.available.amountMinor, refusal.available.currency);
      return at('amount', `That is more than the ${available} you can spend. Pay less, or top up first.`);
    }
    case 'RecipientNotFound':
      return at('recipientEmail', refusal.message);
    case 'InvalidInput':
      return placeProblems(refusal, paymentFields);
    case 'IdempotencyKeyReused':
      return { atFields: [], elsewhere: mixedUp };
  }
}
