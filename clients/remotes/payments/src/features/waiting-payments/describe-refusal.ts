import { refusedInput } from '@payloom/apollo-client/refused-input';
import { formatMoney } from '@payloom/ui-kit/money';
import { dayIsSpent } from '../../problems/day-is-spent.ts';
import type { WaitingRefusal } from '../../waiting/waiting-payment.ts';
import { useWords } from './words.ts';

/** Why a payment that waited was not made, and what can be done. */
export function describeRefusal(refusal: WaitingRefusal): string {
  const t = useWords.now();
  switch (refusal.__typename) {
    case 'InsufficientFunds': {
      const { amountMinor, currency } = refusal.available;
      return t('InsufficientFunds', { available: formatMoney(amountMinor, currency) });
    }
    case 'DailyLimitReached':
      return dayIsSpent(refusal);
    case 'RecipientNotFound':
    case 'StepUpRequired':
      return t(refusal.__typename);
    case 'Refused':
      return refusedInput(refusal.message);
  }
}
