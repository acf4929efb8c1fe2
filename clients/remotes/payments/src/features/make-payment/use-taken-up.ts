import { vault } from '@payloom/offline/vault';
import { useViewer } from '@payloom/session/use-session';
import { moneyParts } from '@payloom/ui-kit/money';
import { useEffect, useEffectEvent } from 'react';
import { useLocation } from 'react-router';
import { takenUpKey } from '../../waiting/take-up.ts';
import type { PaymentWish } from '../../waiting/waiting-payment.ts';
import { WaitingPayments } from '../../waiting/waiting-payments.ts';
import type { PaymentFormValues } from './payment-form-schema.ts';

const valuesOf = ({ recipientEmail, amount, note }: PaymentWish): PaymentFormValues => ({
  recipientEmail,
  amount: moneyParts(amount.amountMinor, amount.currency).number,
  note: note ?? '',
  when: 'NOW',
  startsOn: '',
});

/**
 * Begins the form with a payment that waited and was refused. It stays where it is until the changed one took its place:
 * whoever leaves the form has lost nothing.
 */
export function useTakenUp(begin: (values: PaymentFormValues) => void): { replaced: () => Promise<void> } {
  const { id } = useViewer();
  const key = takenUpKey(useLocation().state);
  const beginWith = useEffectEvent(begin);
  useEffect(() => {
    if (key === undefined) return undefined;
    let isWanted = true;
    new WaitingPayments(vault, id).find(key).then(
      (payment) => isWanted && payment && beginWith(valuesOf(payment.input)),
      (error: unknown) => console.error('What waits could not be read.', error),
    );
    return () => void (isWanted = false);
  }, [id, key]);
  return {
    replaced: async () => {
      if (key !== undefined) await new WaitingPayments(vault, id).withdraw(key).catch(() => false);
    },
  };
}
