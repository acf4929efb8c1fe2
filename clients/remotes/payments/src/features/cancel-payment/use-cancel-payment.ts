import { refusedInput } from '@payloom/apollo-client/refused-input';
import { toast } from '@payloom/ui-kit/toaster';
import { formatMoney } from '@payloom/ui-kit/money';
import { useState } from 'react';
import type { PaymentRowFragment } from '../../payment/__generated__/payment.ts';
import { describeUnanswered } from '../../problems/describe-failure.ts';
import { useCancelPaymentMutation, type CancelPaymentMutation } from './__generated__/cancel-payment.ts';
import { useWords } from './words.ts';

export interface Cancelling {
  cancel: () => Promise<void>;
  underWay: boolean;
  /** Why the last try did not end well. */
  problem: string | undefined;
}

type Refusal = Exclude<CancelPaymentMutation['cancelPayment'], { __typename: 'Payment' }>;

function whyNot(refusal: Refusal): string {
  const t = useWords.now();
  return refusedInput(
    refusal.message,
    refusal.__typename === 'PaymentNotCancellable' ? t('tooLate') : t('notFound'),
  );
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
      const answer = data?.cancelPayment;
      if (answer?.__typename !== 'Payment') return setProblem(answer && whyNot(answer));
      toast.success(useWords.now()('back', { amount: formatMoney(amount.amountMinor, amount.currency) }));
      onDone();
    } catch (error) {
      setProblem(describeUnanswered(error, useWords.now()('again')));
    }
  };

  return { cancel, underWay: loading, problem };
}
