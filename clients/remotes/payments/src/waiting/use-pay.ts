import { useApolloClient } from '@apollo/client/react';
import { proofLater } from '@payloom/apollo-client/step-up-link';
import { useCallback } from 'react';
import { MakePaymentDocument } from '../payment/__generated__/make-payment.ts';
import { placePayment } from '../payment/place-payment.ts';
import type { Pay } from './send-waiting.ts';

/** Makes a payment that waited. With `asks`, who has not shown lately who they are is asked to. */
export function usePay({ asks }: { asks: boolean }): Pay {
  const client = useApolloClient();
  return useCallback(
    async (input) => {
      const { data } = await client.mutate({
        mutation: MakePaymentDocument,
        variables: { input },
        context: asks ? {} : proofLater,
      });
      if (!data) throw new Error('The answer to a payment was empty.');
      if (data.makePayment.__typename === 'Payment') placePayment(client.cache, data.makePayment);
      return data.makePayment;
    },
    [client, asks],
  );
}
