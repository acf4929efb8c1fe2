import { Skeleton } from '@payloom/ui-kit/skeleton';
import { dateWords } from '../../payment/calendar-date.ts';
import { describeFailure } from '../../problems/describe-failure.ts';
import { useDueDatesQuery } from './__generated__/schedule-payment.ts';
import type { PaymentDraft } from './payment-form-schema.ts';
import { useWords } from './words.ts';

const SHOWN_COUNT = 3;

/** The first dates of what is planned. */
export function NextDates({ plan }: { plan: NonNullable<PaymentDraft['plan']> }) {
  const t = useWords();
  const { startsOn, cadence } = plan;
  const { data, error } = useDueDatesQuery({ variables: { startsOn, cadence, first: SHOWN_COUNT } });
  if (data) {
    return (
      <ol aria-label={t('nextDates')} className="flex flex-col">
        {data.dueDates.map((date) => (
          <li key={date}>{dateWords(date)}</li>
        ))}
        {cadence !== 'ONCE' && <li className="text-muted-foreground">{t('andSoOn')}</li>}
      </ol>
    );
  }
  return error ? <p className="text-danger">{describeFailure(error)}</p> : <Skeleton className="h-5 w-36" />;
}
