import { zodResolver } from '@hookform/resolvers/zod';
import { formatMoney } from '@payloom/ui-kit/money';
import { toast } from '@payloom/ui-kit/toaster';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { describeUnanswered } from '../../problems/describe-failure.ts';
import { FormProblem } from '../../problems/form-problem.tsx';
import { useStillShown } from '../../problems/use-still-shown.ts';
import type { WalletMoneyFragment } from '../../wallet/__generated__/viewer-wallet.ts';
import { ConfirmPayment } from './confirm-payment.tsx';
import { judgeRefusal, type Refusal } from './judge-refusal.ts';
import { paymentFormSchema, type PaymentDraft, type PaymentFormValues } from './payment-form-schema.ts';
import { PaymentForm } from './payment-form.tsx';
import { useMakePayment } from './use-make-payment.ts';

/** Pays somebody by email: a form, a last look, and the payment's own page. */
export function MakePayment({ balance }: { balance: WalletMoneyFragment['balance'] }) {
  const navigate = useNavigate();
  const stillShown = useStillShown();
  const { carryOut, underWay } = useMakePayment();
  const [draft, setDraft] = useState<PaymentDraft>();
  const [problem, setProblem] = useState<string>();
  const form = useForm<PaymentFormValues, unknown, PaymentDraft>({
    resolver: zodResolver(paymentFormSchema(balance.currency)),
    defaultValues: { recipientEmail: '', amount: '', note: '', when: 'NOW', startsOn: '' },
  });

  const goTo = (next: PaymentDraft | undefined, said?: string): void => {
    setDraft(next);
    setProblem(said);
  };

  const refuse = (refusal: Refusal): void => {
    if (!stillShown()) return void toast.error(refusal.message);
    const { atFields, elsewhere } = judgeRefusal(refusal);
    for (const { field, message } of atFields) form.setError(field, { type: 'server', message });
    goTo(undefined, elsewhere);
  };

  const succeed = async (id: string, { amount, recipientEmail }: PaymentDraft): Promise<void> => {
    if (stillShown()) await navigate(`/payments/${id}`);
    else toast.success(`You paid ${recipientEmail} ${formatMoney(amount.amountMinor, amount.currency)}`);
  };

  const planned = async ({ recipientEmail }: PaymentDraft): Promise<void> => {
    toast.success(`Your payment to ${recipientEmail} is planned`);
    if (stillShown()) await navigate('/payments/scheduled');
  };

  const pay = async (ready: PaymentDraft): Promise<void> => {
    setProblem(undefined);
    try {
      const answer = await carryOut(ready);
      if (answer?.__typename === 'Payment') await succeed(answer.id, ready);
      else if (answer?.__typename === 'PaymentSchedule') await planned(ready);
      else if (answer) refuse(answer);
    } catch (error) {
      const words = describeUnanswered(error, 'Pay again to find out.');
      if (stillShown()) goTo(ready, words);
      else toast.error(words);
    }
  };

  const said = problem && <FormProblem>{problem}</FormProblem>;
  if (!draft)
    return <PaymentForm form={form} balance={balance} problem={said} onReview={(ready) => goTo(ready)} />;
  return (
    <ConfirmPayment
      draft={draft}
      busy={underWay}
      problem={said}
      onConfirm={() => void pay(draft)}
      onChange={() => goTo(undefined)}
    />
  );
}
