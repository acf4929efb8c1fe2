import { useApolloClient } from '@apollo/client/react';
import { formatMoney } from '@payloom/ui-kit/money';
import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router';
import { useIntent } from '../../idempotency/use-intent.ts';
import { placePayment } from '../../payment/place-payment.ts';
import { dayIsSpent } from '../../problems/day-is-spent.ts';
import { describeUnanswered } from '../../problems/describe-failure.ts';
import { notProven } from '../../problems/field-problems.ts';
import { usePayPaymentRequestMutation, type PayPaymentRequestMutation } from './__generated__/pay-request.ts';
import { useWords } from './words.ts';

type Answer = PayPaymentRequestMutation['payPaymentRequest'];
type Refusal = Exclude<Answer, { __typename: 'Payment' }>;

/** What the graph refused, in the words of the page. */
function refusalWords(t: ReturnType<typeof useWords>, refusal: Refusal, currency: string): string {
  switch (refusal.__typename) {
    case 'InsufficientFunds':
      return t('tooLittle', {
        available: formatMoney(refusal.available.amountMinor, refusal.available.currency),
      });
    case 'DailyLimitReached':
      return dayIsSpent(refusal);
    case 'PaymentRequestClosed':
      return t('closedSince');
    case 'PaymentRequestNotFound':
      return t('nowhereWhy');
    case 'IdempotencyKeyReused':
      return t('mixedUp');
    case 'StepUpRequired':
      return notProven();
    case 'InvalidInput':
      return t('noWallet', { currency });
  }
}

export interface Paying {
  pay: () => Promise<void>;
  underWay: boolean;
  problem: string | undefined;
}

/** Pays the request of a link once, and goes on to the payment. */
export function usePayRequest(token: string, currency: string): Paying {
  const t = useWords();
  const navigate = useNavigate();
  const { cache } = useApolloClient();
  const [payRequest] = usePayPaymentRequestMutation();
  const [problem, setProblem] = useState<string>();

  const send = useCallback(
    async (input: { token: string; idempotencyKey: string }): Promise<Answer> => {
      const { data } = await payRequest({ variables: { input } });
      if (!data) throw new Error('The answer to a payment was empty.');
      if (data.payPaymentRequest.__typename === 'Payment') placePayment(cache, data.payPaymentRequest);
      return data.payPaymentRequest;
    },
    [payRequest, cache],
  );
  const { carryOut, underWay } = useIntent<{ token: string }, Answer>(send);

  const pay = async (): Promise<void> => {
    setProblem(undefined);
    try {
      const answer = await carryOut({ token });
      if (answer?.__typename === 'Payment') await navigate(`/payments/${answer.id}`);
      else if (answer) setProblem(refusalWords(t, answer, currency));
    } catch (error) {
      setProblem(describeUnanswered(error, t('again')));
    }
  };

  return { pay, underWay, problem };
}
