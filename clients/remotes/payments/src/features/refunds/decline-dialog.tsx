import { refusedInput } from '@payloom/apollo-client/refused-input';
import { Button } from '@payloom/ui-kit/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@payloom/ui-kit/dialog';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { useState, type SubmitEvent } from 'react';
import type { PaymentRowFragment } from '../../payment/__generated__/payment.ts';
import { partyName } from '../../payment/party-name.ts';
import { describeUnanswered } from '../../problems/describe-failure.ts';
import { FormProblem } from '../../problems/form-problem.tsx';
import { useDeclineRefundMutation } from './__generated__/refunds.ts';
import { useWords } from './words.ts';

const ANSWER_LENGTH_MAX = 140;

function DeclineForm({ paymentId }: { paymentId: string }) {
  const t = useWords();
  const [decline, { loading }] = useDeclineRefundMutation();
  const [problem, setProblem] = useState<string>();

  const send = async (answer: string): Promise<void> => {
    setProblem(undefined);
    try {
      const { data } = await decline({ variables: { input: { paymentId, answer } } });
      // Where it was declined the page shows that, and the dialog is gone with the request.
      const refused = data?.declineRefund;
      if (refused && refused.__typename !== 'RefundRequest')
        setProblem(refusedInput(refused.message, t('notAsked')));
    } catch (error) {
      setProblem(describeUnanswered(error, t('declineAgain')));
    }
  };

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const answer = new FormData(event.currentTarget).get('answer');
    if (!loading) void send(typeof answer === 'string' ? answer : '');
  };

  return (
    <form aria-label={t('decline')} className="flex flex-col gap-4" onSubmit={submit}>
      <FormField label={t('whyNot')} optional description={t('seenByBoth')}>
        <Input name="answer" autoComplete="off" maxLength={ANSWER_LENGTH_MAX} />
      </FormField>
      <FormProblem>{problem}</FormProblem>
      <DialogFooter>
        <Button type="submit" needsNetwork variant="destructive" busy={loading}>
          {t('declineConfirm')}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** The button that says no to a payer who asks, and its dialog. */
export function DeclineDialog({ payment }: { payment: PaymentRowFragment }) {
  const t = useWords();
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="outline">{t('decline')}</Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('declineTitle')}</DialogTitle>
          <DialogDescription>{t('declineMeans', { payer: partyName(payment.payer) })}</DialogDescription>
        </DialogHeader>
        <DeclineForm paymentId={payment.id} />
      </DialogContent>
    </Dialog>
  );
}
