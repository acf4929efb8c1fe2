import { zodResolver } from '@hookform/resolvers/zod';
import { formatMoney } from '@payloom/ui-kit/money';
import { useIsAway } from '@payloom/ui-kit/network';
import { toast } from '@payloom/ui-kit/toaster';
import { useUnfinished } from '@payloom/ui-kit/unfinished';
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
import { useLetWait } from './use-let-wait.ts';
import { useTakenUp } from './use-taken-up.ts';
import { useMakePayment } from './use-make-payment.ts';
import { useWords } from './words.ts';

function tellPaid({ amount, recipientEmail: recipient }: PaymentDraft): void {
  const words = { recipient, amount: formatMoney(amount.amountMinor, amount.currency) };
  toast.success(useWords.now()('paid', words));
}

function tellPlanned({ recipientEmail: recipient }: PaymentDraft): void {
  toast.success(useWords.now()('planned', { recipient }));
}

/** Pays somebody by email: a form, a last look, and the payment's own page. */
export function MakePayment({ balance }: { balance: WalletMoneyFragment['balance'] }) {
  const navigate = useNavigate();
  const stillShown = useStillShown();
  const { carryOut, underWay, handOn } = useMakePayment();
  const { canWait, letWait } = useLetWait(handOn);
  const away = useIsAway() && !underWay; // What has been sent does not wait.
  const [draft, setDraft] = useState<PaymentDraft>();
  const [problem, setProblem] = useState<string>();
  const form = useForm<PaymentFormValues, unknown, PaymentDraft>({
    resolver: zodResolver(paymentFormSchema(balance.currency)),
    defaultValues: { recipientEmail: '', amount: '', note: '', when: 'NOW', startsOn: '' },
  });

  const { replaced } = useTakenUp((values) => form.reset(values));
  useUnfinished(draft !== undefined);

  const goTo = (next: PaymentDraft | undefined, said?: string): void => {
    setDraft(next);
    setProblem(said);
  };

  const refuse = (refusal: Refusal): void => {
    const { atFields, elsewhere } = judgeRefusal(refusal);
    if (!stillShown()) return toast.error(atFields[0]?.message ?? elsewhere);
    for (const { field, message } of atFields) form.setError(field, { type: 'server', message });
    goTo(undefined, elsewhere);
  };

  const succeed = async (path: string, tell: () => void): Promise<void> => {
    await replaced();
    if (stillShown()) await navigate(path);
    else tell();
  };

  const pay = async (ready: PaymentDraft): Promise<void> => {
    setProblem(undefined);
    try {
      const answer = await carryOut(ready);
      if (answer?.__typename === 'Payment') await succeed(`/payments/${answer.id}`, () => tellPaid(ready));
      else if (answer?.__typename === 'PaymentSchedule') {
        tellPlanned(ready);
        await succeed('/payments/scheduled', () => undefined);
      } else if (answer) refuse(answer);
    } catch (error) {
      const words = describeUnanswered(error, useWords.now()('payAgain'));
      if (stillShown()) goTo(ready, words);
      else toast.error(words);
    }
  };

  const wait = async (ready: PaymentDraft): Promise<void> => {
    if (await letWait(ready)) {
      await replaced();
      await navigate('/payments');
    } else goTo(ready, useWords.now()('notKept'));
  };

  const said = problem && <FormProblem>{problem}</FormProblem>;
  if (!draft)
    return (
      <PaymentForm
        form={form}
        balance={balance}
        canWait={canWait}
        problem={said}
        onReview={(ready) => goTo(ready)}
      />
    );
  const waits = away && canWait && draft.plan === null;
  return (
    <ConfirmPayment
      draft={draft}
      busy={underWay}
      waits={waits}
      problem={said}
      onConfirm={() => void (waits ? wait(draft) : pay(draft))}
      onChange={() => goTo(undefined)}
    />
  );
}
