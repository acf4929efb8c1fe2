import { useApolloClient } from '@apollo/client/react';
import { useCallback } from 'react';
import { useIntent, type Intent } from '../../idempotency/use-intent.ts';
import { placeOnTop } from '../../payment/place-on-top.ts';
import { usePayOutMutation, type PayOutMutation } from './__generated__/pay-out.ts';
import type { PayOutDraft } from './pay-out-form-schema.ts';

export type PayOutAnswer = PayOutMutation['payOut'];
export type PayOutIntent = Intent<PayOutDraft, PayOutAnswer>;
export type Payout = Extract<PayOutAnswer, { __typename: 'Payout' }>;

/** Pays out to a bank account, each wish once. */
export function usePayOut(): PayOutIntent {
  const { cache } = useApolloClient();
  const [payOut] = usePayOutMutation();

  const send = useCallback(
    async (input: PayOutDraft & { idempotencyKey: string }): Promise<PayOutAnswer> => {
      const { data } = await payOut({ variables: { input } });
      if (!data) throw new Error('The answer to a payout was empty.');
      if (data.payOut.__typename === 'Payout') placeOnTop(cache, 'Payout', data.payOut.id);
      return data.payOut;
    },
    [payOut, cache],
  );

  return useIntent(send);
}
