import { useApolloClient } from '@apollo/client/react';
import { useCallback } from 'react';
import { useIntent, type Intent } from '../../idempotency/use-intent.ts';
import { placeOnTop } from '../../payment/place-on-top.ts';
import {
  useCreatePaymentRequestMutation,
  type CreatePaymentRequestMutation,
} from './__generated__/payment-requests.ts';
import type { RequestDraft } from './request-form-schema.ts';

export type CreateAnswer = CreatePaymentRequestMutation['createPaymentRequest'];
export type CreatedRequest = Extract<CreateAnswer, { __typename: 'PaymentRequest' }>;
export type CreateIntent = Intent<RequestDraft, CreateAnswer>;

/** Makes requests, each wish once; one that is made stands on top of the list before its live update comes. */
export function useCreateRequest(): CreateIntent {
  const { cache } = useApolloClient();
  const [create] = useCreatePaymentRequestMutation();

  const send = useCallback(
    async (input: RequestDraft & { idempotencyKey: string }): Promise<CreateAnswer> => {
      const { data } = await create({ variables: { input } });
      if (!data) throw new Error('The answer to a request was empty.');
      if (data.createPaymentRequest.__typename === 'PaymentRequest')
        placeOnTop(cache, 'PaymentRequest', data.createPaymentRequest.id);
      return data.createPaymentRequest;
    },
    [create, cache],
  );

  return useIntent(send);
}
