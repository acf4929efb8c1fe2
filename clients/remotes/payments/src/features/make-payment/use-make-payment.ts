import { useApolloClient } from '@apollo/client/react';
import { useCallback } from 'react';
import { useIntent, type Intent } from '../../idempotency/use-intent.ts';
import { placePayment } from '../../payment/place-payment.ts';
import {
  useMakePaymentMutation,
  type MakePaymentMutation,
} from '../../payment/__generated__/make-payment.ts';
import {
  useSchedulePaymentMutation,
  type SchedulePaymentMutation,
} from './__generated__/schedule-payment.ts';
import type { PaymentDraft } from './payment-form-schema.ts';

export type MakePaymentAnswer =
  MakePaymentMutation['makePayment'] | SchedulePaymentMutation['schedulePayment'];

/** Makes or plans payments, each once; a payment made stands on top of the lists before its live update comes. */
export function useMakePayment(): Intent<PaymentDraft, MakePaymentAnswer> {
  const { cache } = useApolloClient();
  const [makePayment] = useMakePaymentMutation();
  const [schedulePayment] = useSchedulePaymentMutation();

  const send = useCallback(
    async ({ plan, ...input }: PaymentDraft & { idempotencyKey: string }): Promise<MakePaymentAnswer> => {
      if (plan) {
        const { data } = await schedulePayment({ variables: { input: { ...input, ...plan } } });
        if (!data) throw new Error('The answer to a plan was empty.');
        return data.schedulePayment;
      }
      const { data } = await makePayment({ variables: { input } });
      if (!data) throw new Error('The answer to a payment was empty.');
      if (data.makePayment.__typename === 'Payment') placePayment(cache, data.makePayment);
      return data.makePayment;
    },
    [makePayment, schedulePayment, cache],
  );

  return useIntent<PaymentDraft, MakePaymentAnswer>(send);
}
