import { useCallback } from 'react';
import { useIntent, type Intent } from '../../idempotency/use-intent.ts';
import {
  useRefundPaymentMutation,
  useRequestRefundMutation,
  type RefundPaymentMutation,
  type RequestRefundMutation,
} from './__generated__/refunds.ts';
import type { RefundDraft } from './refund-form-schema.ts';

type Sent = RefundDraft & { idempotencyKey: string };

/** Gives back what the viewer received, each wish once. */
export function useRefundPayment(
  paymentId: string,
): Intent<RefundDraft, RefundPaymentMutation['refundPayment']> {
  const [refund] = useRefundPaymentMutation();
  const send = useCallback(
    async (wish: Sent) => {
      const { data } = await refund({ variables: { input: { paymentId, ...wish } } });
      if (!data) throw new Error('The answer to a refund was empty.');
      return data.refundPayment;
    },
    [refund, paymentId],
  );
  return useIntent(send);
}

/** Asks whoever was paid to give it back, each wish once. */
export function useRequestRefund(
  paymentId: string,
): Intent<RefundDraft, RequestRefundMutation['requestRefund']> {
  const [request] = useRequestRefundMutation();
  const send = useCallback(
    async (wish: Sent) => {
      const { data } = await request({ variables: { input: { paymentId, ...wish } } });
      if (!data) throw new Error('The answer to a request was empty.');
      return data.requestRefund;
    },
    [request, paymentId],
  );
  return useIntent(send);
}
