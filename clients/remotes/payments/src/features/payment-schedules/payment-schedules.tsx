import { useListStart } from '@payloom/ui-kit/list-start';
import { CalendarClock } from 'lucide-react';
import type { ReactNode } from 'react';
import { PagedList, pageOptions } from '../../paged-list/paged-list.tsx';
import { usePaymentSchedulesQuery } from './__generated__/payment-schedules.ts';
import { scheduleColumns } from './schedule-columns.tsx';
import { useWords } from './words.ts';

/** What the viewer has planned to pay, newest first, page by page; moves as it is planned, run and cancelled. */
export function PaymentSchedules({ nextStep }: { nextStep: ReactNode }) {
  const t = useWords();
  const start = useListStart();
  const query = usePaymentSchedulesQuery(pageOptions(start));
  return (
    <PagedList
      label={t('title')}
      columns={scheduleColumns}
      connection={query.data?.paymentSchedules}
      query={query}
      start={start}
      empty={{ icon: CalendarClock, title: t('empty'), description: t('emptyMeans'), action: nextStep }}
      failedTitle={t('failed')}
    />
  );
}
