import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@payloom/ui-kit/card';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { Forbidden, isForbidden } from '../../access/forbidden.tsx';
import { ListFailure, Outdated } from '../../access/list-state.tsx';
import { useKeyFiguresQuery } from './__generated__/key-figures.ts';
import { DayBars, DayTable, Legend } from './day-plot.tsx';
import { dayWords, sumOf, type Day, type Series } from './figures.ts';

const POLL_MILLISECONDS = 30_000;

interface PlotProps {
  title: string;
  empty: string;
  days: readonly Day[];
  series: readonly Series[];
}

const plots: readonly Omit<PlotProps, 'days'>[] = [
  {
    title: 'New accounts by day',
    empty: 'Whoever makes an account is drawn here.',
    series: [{ figure: 'usersRegistered', label: 'Registered' }],
  },
  {
    title: 'Payments by day and what became of them',
    empty: 'A payment that completes or fails is drawn here.',
    series: [
      { figure: 'paymentsCompleted', label: 'Completed' },
      { figure: 'paymentsFailed', label: 'Failed' },
    ],
  },
  {
    title: 'Payments made by day',
    empty: 'A payment that is made is drawn here.',
    series: [{ figure: 'paymentsCreated', label: 'Made' }],
  },
];

function Plot({ title, empty, days, series }: PlotProps) {
  const isEmpty = series.every(({ figure }) => sumOf(days, figure) === 0);
  const [first, last] = [days[0], days.at(-1)];
  return (
    <Card aria-label={title}>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        <CardDescription>Last {days.length} days, in UTC</CardDescription>
      </CardHeader>
      <CardContent>
        <Legend days={days} series={series} />
        {isEmpty ? (
          <p className="rounded-lg border border-dashed px-4 py-8 text-center text-sm text-muted-foreground">
            {empty}
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
  return (
    <div role="status" className="grid gap-4 lg:grid-cols-2">
      <span className="sr-only">Loading the key figures</span>
      <Skeleton className="h-64 w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}

/** How much happened on each of the last days. */
export function KeyFigures({ days }: { days: number }) {
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
        <ListFailure what="The key figures" error={error} onRetry={retry} retrying={loading} />
      </div>
    );
  }
  return (
    <>
      {error && <Outdated onRetry={retry} retrying={loading} />}
      <div className="grid gap-4 lg:grid-cols-2">
        {plots.map((plot) => (
          <Plot key={plot.title} {...plot} days={shown} />
        ))}
      </div>
    </>
  );
}
