import { useApolloClient } from '@apollo/client/react';
import { useCallback } from 'react';
import { useIntent, type Intent } from '../../idempotency/use-intent.ts';
import { placePayment } from '../../payment/place-payment.ts';
import { useMakePaymentMutation, type MakePaymentMutation } from './__generated__/make-payment.ts';
import type { PaymentDraft } from './payment-form-schema.ts';

export type MakePaymentAnswer = MakePaymentMutation['makePayment'];

/** Makes payments, each once; a payment made stands on top of the lists before its live update comes. */
export function useMakePayment(): Intent<PaymentDraft, MakePaymentAnswer> {
  const { cache } = useApolloClient();
  const [makePayment] = useMakePaymentMutation();

  const send = useCallback(
    async (input: PaymentDraft & { idempotencyKey: string }): Promise<MakePaymentAnswer> => {
      const { data } = await makePayment({ variables: { input } });
      if (!data) throw new Error('The answer to a payment was empty.');
      if (data.makePayment.__typename === 'Payment') placePayment(cache, data.makePayment);
      return data.makePayment;
    },
    [makePayment, cache],
  );

  return useIntent(send);
}
