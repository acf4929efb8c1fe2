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

const ANSWER_LENGTH_MAX = 140;

function DeclineForm({ paymentId }: { paymentId: string }) {
  const [decline, { loading }] = useDeclineRefundMutation();
  const [problem, setProblem] = useState<string>();

  const send = async (answer: string): Promise<void> => {
    setProblem(undefined);
    try {
      const { data } = await decline({ variables: { input: { paymentId, answer } } });
      // Where it was declined the page shows that, and the dialog is gone with the request.
      const refused = data?.declineRefund;
      if (refused && refused.__typename !== 'RefundRequest') setProblem(refused.message);
    } catch (error) {
      setProblem(describeUnanswered(error, 'Decline again to find out.'));
    }
  };

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const answer = new FormData(event.currentTarget).get('answer');
    if (!loading) void send(typeof answer === 'string' ? answer : '');
  };

  return (
    <form aria-label="Decline" className="flex flex-col gap-4" onSubmit={submit}>
      <FormField label="Why not" optional description="Seen by both of you.">
        <Input name="answer" autoComplete="off" maxLength={ANSWER_LENGTH_MAX} />
      </FormField>
      <FormProblem>{problem}</FormProblem>
      <DialogFooter>
        <Button type="submit" variant="destructive" busy={loading}>
          Decline the refund
        </Button>
      </DialogFooter>
    </form>
  );
}

/** The button that says no to a payer who asks, and its dialog. */
export function DeclineDialog({ payment }: { payment: PaymentRowFragment }) {
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="outline">Decline</Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Decline the refund?</DialogTitle>
          <DialogDescription>{partyName(payment.payer)} is told, and no money moves.</DialogDescription>
        </DialogHeader>
        <DeclineForm paymentId={payment.id} />
      </DialogContent>
    </Dialog>
  );
}
