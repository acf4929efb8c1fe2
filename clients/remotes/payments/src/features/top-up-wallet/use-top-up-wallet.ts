import { useCallback } from 'react';
import { useIntent, type Intent } from '../../idempotency/use-intent.ts';
import { useTopUpWalletMutation, type TopUpWalletMutation } from './__generated__/top-up-wallet.ts';
import type { TopUpDraft } from './top-up-form-schema.ts';

export type TopUpAnswer = TopUpWalletMutation['topUpWallet'];
export type TopUpIntent = Intent<TopUpDraft, TopUpAnswer>;
export type TopUp = Extract<TopUpAnswer, { __typename: 'TopUp' }>;

/** Tops up the viewer's wallet, each wish once. */
export function useTopUpWallet(): TopUpIntent {
  const [topUp] = useTopUpWalletMutation();

  const send = useCallback(
    async (input: TopUpDraft & { idempotencyKey: string }): Promise<TopUpAnswer> => {
      const { data } = await topUp({ variables: { input } });
      if (!data) throw new Error('The answer to a top-up was empty.');
      return data.topUpWallet;
    },
    [topUp],
  );

  return useIntent(send);
}
