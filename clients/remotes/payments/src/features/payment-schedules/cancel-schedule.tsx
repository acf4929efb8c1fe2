import { Button } from '@payloom/ui-kit/button';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@payloom/ui-kit/dialog';
import { formatMoney } from '@payloom/ui-kit/money';
import { toast } from '@payloom/ui-kit/toaster';
import { useState } from 'react';
import type { ScheduleRowFragment } from '../../payment/__generated__/schedule.ts';
import { partyName } from '../../payment/party-name.ts';
import { describeUnanswered } from '../../problems/describe-failure.ts';
import { FormProblem } from '../../problems/form-problem.tsx';
import { useCancelPaymentScheduleMutation } from './__generated__/payment-schedules.ts';

function Confirmation({ schedule, onDone }: { schedule: ScheduleRowFragment; onDone: () => void }) {
  const [cancelSchedule, { loading }] = useCancelPaymentScheduleMutation();
  const [problem, setProblem] = useState<string>();
  const name = partyName(schedule.recipient);

  const cancel = async (): Promise<void> => {
    setProblem(undefined);
    try {
      const { data } = await cancelSchedule({ variables: { input: { scheduleId: schedule.id } } });
      const answer = data?.cancelPaymentSchedule;
      if (answer?.__typename !== 'PaymentSchedule') return setProblem(answer?.message);
      toast.success(`${name} will not be paid any more`);
      onDone();
    } catch (error) {
      setProblem(describeUnanswered(error, 'Cancel again to find out.'));
    }
  };

  return (
    <DialogContent>
      <DialogHeader>
        <DialogTitle>Cancel what is planned?</DialogTitle>
        <DialogDescription>
          {name} will not get {formatMoney(schedule.amount.amountMinor, schedule.amount.currency)} on the next
          date, nor after it. Payments already made stay.
        </DialogDescription>
      </DialogHeader>
      <FormProblem>{problem}</FormProblem>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Keep it</Button>
        </DialogClose>
        <Button variant="destructive" busy={loading} onClick={() => void cancel()}>
          Cancel the schedule
        </Button>
      </DialogFooter>
    </DialogContent>
  );
}

/** Ends a schedule after a second look; nothing where it has ended. */
export function CancelSchedule({ schedule }: { schedule: ScheduleRowFragment }) {
  const [open, setOpen] = useState(false);
  if (schedule.status !== 'ACTIVE' && !open) return null;
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button
          variant="outline"
          size="sm"
          aria-label={`Cancel the payments to ${partyName(schedule.recipient)}`}
        >
          Cancel
        </Button>
      </DialogTrigger>
      <Confirmation schedule={schedule} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
