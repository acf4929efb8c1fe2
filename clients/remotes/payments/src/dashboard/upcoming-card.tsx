import { Money } from '@payloom/ui-kit/money';
import { usePaymentSchedulesQuery } from '../features/payment-schedules/__generated__/payment-schedules.ts';
import { dateWords } from '../payment/calendar-date.ts';
import { partyName } from '../payment/party-name.ts';
import { CardFrame, Nothing } from './card-frame.tsx';
import { useWords } from './words.ts';

const askedCount = 50;
const shownMax = 4;

/** What is due next of what the viewer has planned. */
export function UpcomingCard() {
  const t = useWords();
  const { data, error, refetch } = usePaymentSchedulesQuery({
    variables: { first: askedCount },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const due = (data?.paymentSchedules.edges ?? [])
    .flatMap(({ node: { nextDueOn, ...plan } }) => (nextDueOn ? [{ ...plan, nextDueOn }] : []))
    .sort((one, other) => one.nextDueOn.localeCompare(other.nextDueOn))
    .slice(0, shownMax);
  return (
    <CardFrame
      title={t('upcoming')}
      description={t('upcomingMeans')}
      more={{ to: '/payments/scheduled', label: t('allPlanned') }}
      error={error}
      onRetry={() => void refetch().catch(() => undefined)}
      known={data !== undefined}
    >
      {data && due.length === 0 && <Nothing>{t('noneUpcoming')}</Nothing>}
      {due.length > 0 && (
        <ul className="divide-y text-sm">
          {due.map(({ id, recipient, amount, nextDueOn }) => (
            <li key={id} className="flex items-baseline justify-between gap-4 py-2">
              <span className="min-w-0">
                <span className="block truncate font-medium">{partyName(recipient)}</span>
                <span className="text-muted-foreground">{dateWords(nextDueOn)}</span>
              </span>
              <Money {...amount} />
            </li>
          ))}
        </ul>
      )}
    </CardFrame>
  );
}
