import { toast } from '@payloom/ui-kit/toaster';
import { formatMoney } from '@payloom/ui-kit/money';
import { useState } from 'react';
import type { PaymentRowFragment } from '../../payment/__generated__/payment.ts';
import { describeUnanswered } from '../../problems/describe-failure.ts';
import { useCancelPaymentMutation } from './__generated__/cancel-payment.ts';

export interface Cancelling {
  cancel: () => Promise<void>;
  underWay: boolean;
  /** Why the last try did not end well. */
  problem: string | undefined;
}

/** Takes a payment back; `onDone` when that is so, in this tab or another. */
export function useCancelPayment({ id, amount }: PaymentRowFragment, onDone: () => void): Cancelling {
  const [cancelPayment, { loading }] = useCancelPaymentMutation();
  const [problem, setProblem] = useState<string>();

  const cancel = async (): Promise<void> => {
    if (loading) return;
    setProblem(undefined);
    try {
      const { data } = await cancelPayment({ variables: { input: { paymentId: id } } });
      if (data?.cancelPayment.__typename !== 'Payment') return setProblem(data?.cancelPayment.message);
      toast.success(`${formatMoney(amount.amountMinor, amount.currency)} is back in your wallet`);
      onDone();
    } catch (error) {
      setProblem(describeUnanswered(error, 'Cancel again to find out.'));
    }
  };

  return { cancel, underWay: loading, problem };
}
