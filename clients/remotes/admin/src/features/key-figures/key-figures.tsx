import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@payloom/ui-kit/card';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { Forbidden, isForbidden } from '../../access/forbidden.tsx';
import { ListFailure, Outdated } from '../../access/list-state.tsx';
import { useKeyFiguresQuery } from './__generated__/key-figures.ts';
import { DayBars, DayTable, Legend } from './day-plot.tsx';
import { dayWords, sumOf, type Day, type Figure } from './figures.ts';
import { useWords } from './words.ts';

const POLL_MILLISECONDS = 30_000;

const plots = {
  accounts: ['usersRegistered'],
  outcomes: ['paymentsCompleted', 'paymentsFailed'],
  made: ['paymentsCreated'],
} as const satisfies Record<string, readonly Figure[]>;
const plotNames = ['accounts', 'outcomes', 'made'] as const;

function Plot({ name, days }: { name: (typeof plotNames)[number]; days: readonly Day[] }) {
  const t = useWords();
  const series: readonly Figure[] = plots[name];
  const title = t(`${name}.title`);
  const isEmpty = series.every((figure) => sumOf(days, figure) === 0);
  const [first, last] = [days[0], days.at(-1)];
  return (
    <Card aria-label={title}>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        <CardDescription>{t('lastDays', { count: days.length })}</CardDescription>
      </CardHeader>
      <CardContent>
        <Legend days={days} series={series} />
        {isEmpty ? (
          <p className="rounded-lg border border-dashed px-4 py-8 text-center text-sm text-muted-foreground">
            {t(`${name}.empty`)}
          </p>
        ) : (
          <>
            <DayBars days={days} series={series} />
            <div aria-hidden className="mt-1 flex justify-between text-xs text-muted-foreground">
              <span>{first && dayWords(first.day)}</span>
              <span>{last && dayWords(last.day)}</span>
            </div>
            <DayTable caption={title} days={days} series={series} />
          </>
        )}
      </CardContent>
    </Card>
  );
}

function PlotsSkeleton() {
  const t = useWords();
  return (
    <div role="status" className="grid gap-4 lg:grid-cols-2">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-64 w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}

/** How much happened on each of the last days. */
export function KeyFigures({ days }: { days: number }) {
  const t = useWords();
  const { data, previousData, error, loading, refetch } = useKeyFiguresQuery({
    variables: { days },
    fetchPolicy: 'cache-and-network',
    pollInterval: POLL_MILLISECONDS,
    skipPollAttempt: () => document.hidden,
    errorPolicy: 'all',
    notifyOnNetworkStatusChange: true,
  });
  const retry = (): void => void refetch().catch(() => undefined);
  const shown = (data ?? (loading ? previousData : undefined))?.keyFigures;
  if (isForbidden(error)) return <Forbidden />;
  if (!shown) {
    if (!error) return <PlotsSkeleton />;
    return (
      <div className="rounded-lg border bg-card">
        <ListFailure title={t('failed')} error={error} onRetry={retry} retrying={loading} />
      </div>
    );
  }
  return (
    <>
      {error && <Outdated onRetry={retry} retrying={loading} />}
      <div className="grid gap-4 lg:grid-cols-2">
        {plotNames.map((name) => (
          <Plot key={name} name={name} days={shown} />
        ))}
      </div>
    </>
  );
}
