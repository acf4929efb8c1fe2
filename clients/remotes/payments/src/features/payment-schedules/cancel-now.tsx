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
import { FormProblem } from '../../problems/form-problem.tsx';
import { useCancel } from './use-cancel.ts';
import { useWords } from './words.ts';

function Confirmation({ schedule, onDone }: { schedule: ScheduleRowFragment; onDone: () => void }) {
  const t = useWords();
  const cancelSchedule = useCancel(schedule);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const name = partyName(schedule.recipient);

  const cancel = async (): Promise<void> => {
    setProblem(undefined);
    setBusy(true);
    const why = await cancelSchedule();
    setBusy(false);
    if (why !== null) return setProblem(why);
    toast.success(t('ended', { recipient: name }));
    onDone();
  };

  return (
    <DialogContent>
      <DialogHeader>
        <DialogTitle>{t('ask')}</DialogTitle>
        <DialogDescription>
          {t('askMeans', {
            recipient: name,
            amount: formatMoney(schedule.amount.amountMinor, schedule.amount.currency),
          })}
        </DialogDescription>
      </DialogHeader>
      <FormProblem>{problem}</FormProblem>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">{t('keep')}</Button>
        </DialogClose>
        <Button variant="destructive" busy={busy} onClick={() => void cancel()}>
          {t('confirm')}
        </Button>
      </DialogFooter>
    </DialogContent>
  );
}

/** Ends a schedule at once after a second look; nothing where it has ended. */
export function CancelNow({ schedule }: { schedule: ScheduleRowFragment }) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  if (schedule.status !== 'ACTIVE' && !open) return null;
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button
          variant="outline"
          size="sm"
          aria-label={t('cancelTo', { recipient: partyName(schedule.recipient) })}
        >
          {t('cancel')}
        </Button>
      </DialogTrigger>
      <Confirmation schedule={schedule} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
