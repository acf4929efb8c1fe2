import { refusedInput } from '@payloom/apollo-client/refused-input';
import { Avatar } from '@payloom/ui-kit/avatar';
import { Badge } from '@payloom/ui-kit/badge';
import type { DataListColumn } from '@payloom/ui-kit/data-list';
import { Money } from '@payloom/ui-kit/money';
import { RowMark } from '@payloom/ui-kit/row-mark';
import { Ban, CircleCheck, TriangleAlert } from 'lucide-react';
import { Link } from 'react-router';
import type { ScheduleRowFragment } from '../../payment/__generated__/schedule.ts';
import { dateWords, rhythmWords } from '../../payment/calendar-date.ts';
import { partyName } from '../../payment/party-name.ts';
import { CancelSchedule } from './cancel-schedule.tsx';
import { useWords } from './words.ts';

function Recipient({ schedule }: { schedule: ScheduleRowFragment }) {
  const name = partyName(schedule.recipient);
  return (
    <span className="inline-flex max-w-full items-center gap-3">
      <Avatar name={name} src={schedule.recipient.avatar?.url} />
      <span className="flex min-w-0 flex-col">
        <span className="truncate">{name}</span>
        <span className="text-xs font-normal text-muted-foreground">
          {rhythmWords(schedule.cadence, schedule.startsOn)}
        </span>
      </span>
    </span>
  );
}

function Next({ status, nextDueOn }: ScheduleRowFragment) {
  const t = useWords();
  if (nextDueOn) return <span className="whitespace-nowrap">{dateWords(nextDueOn)}</span>;
  return status === 'CANCELLED' ? (
    <Badge icon={Ban}>{t('cancelled')}</Badge>
  ) : (
    <Badge variant="success" icon={CircleCheck}>
      {t('done')}
    </Badge>
  );
}

function LastRun({ lastRun }: ScheduleRowFragment) {
  const t = useWords();
  if (!lastRun) return <span className="text-muted-foreground">{t('noneYet')}</span>;
  const { dueOn, payment, refusal } = lastRun;
  if (payment) {
    return (
      <Link to={`/payments/${payment.id}`} className="text-accent underline-offset-4 hover:underline">
        {t('paidOn', { date: dateWords(dueOn) })}
      </Link>
    );
  }
  return (
    <span className="inline-flex items-start gap-1.5 text-danger">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {t('notPaidOn', { date: dateWords(dueOn), why: refusedInput(refusal ?? t('notPaid'), t('notPaid')) })}
    </span>
  );
}

/** How planned payments are listed. */
export const scheduleColumns: readonly DataListColumn<ScheduleRowFragment>[] = [
  {
    id: 'recipient',
    header: useWords.later('to'),
    primary: true,
    className: 'max-w-72',
    cell: (schedule) => <Recipient schedule={schedule} />,
  },
  {
    id: 'next',
    header: useWords.later('next'),
    cell: (schedule) => (
      <span className="inline-flex flex-wrap items-center gap-2">
        <Next {...schedule} />
        <RowMark of={schedule.id} />
      </span>
    ),
  },
  { id: 'last', header: useWords.later('last'), cell: (schedule) => <LastRun {...schedule} /> },
  {
    id: 'amount',
    header: useWords.later('amount'),
    align: 'end',
    card: 'aside',
    cell: ({ amount }) => (
      <Money amountMinor={amount.amountMinor} currency={amount.currency} className="font-medium" />
    ),
  },
  {
    id: 'cancel',
    header: useWords.later('actions'),
    align: 'end',
    cell: (schedule) => <CancelSchedule schedule={schedule} />,
  },
];
