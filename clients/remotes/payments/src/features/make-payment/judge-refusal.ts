import { formatMoney } from '@payloom/ui-kit/money';
import { mixedUp, notProven, placeProblems, type PlacedProblems } from '../../problems/field-problems.ts';
import { dayIsSpent } from '../../problems/day-is-spent.ts';
import { paymentFields, type PaymentField } from './payment-form-schema.ts';
import type { MakePaymentAnswer } from './use-make-payment.ts';
import { useWords } from './words.ts';

export type Refusal = Exclude<MakePaymentAnswer, { __typename: 'Payment' | 'PaymentSchedule' }>;

const at = (field: PaymentField, message: string): PlacedProblems<PaymentField> => ({
  atFields: [{ field, message }],
  elsewhere: undefined,
});

/** Where on the form a refusal belongs, and what it says there. */
export function judgeRefusal(refusal: Refusal): PlacedProblems<PaymentField> {
  const t = useWords.now();
  switch (refusal.__typename) {
    case 'InsufficientFunds': {
      const available = formatMoney(refusal.available.amountMinor, refusal.available.currency);
      return at('amount', t('tooMuch', { available }));
    }
    case 'DailyLimitReached':
      return at('amount', dayIsSpent(refusal));
    case 'RecipientNotFound':
      return at('recipientEmail', t('recipientNotFound'));
    case 'InvalidInput':
      return placeProblems(refusal, paymentFields, {
        recipientEmail: t('recipientRefused'),
        startsOn: t('dateTooEarly'),
      });
    case 'IdempotencyKeyReused':
      return { atFields: [], elsewhere: mixedUp() };
    case 'StepUpRequired':
      return { atFields: [], elsewhere: notProven() };
  }
}
