import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@payloom/ui-kit/card';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { Money } from '@payloom/ui-kit/money';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { ArrowDownLeft, ArrowUpRight, type LucideIcon } from 'lucide-react';
import { useMemo, useState } from 'react';
import { describeFailure } from '../../problems/describe-failure.ts';
import { useMoneyPlotQuery, type MoneyPlotQuery } from './__generated__/money-plot.ts';
import { DayBars, DayTable } from '../../plots/day-bars.tsx';
import { firstWholeDay, hasMovement, moneyByDay, startOfDay, type Day } from '../../plots/money-by-day.ts';

const DAY_COUNT = 30;
/** The largest page the graph gives. */
const PAYMENT_COUNT_MAX = 100;

const sum = (days: readonly Day[], of: (day: Day) => number): number =>
  days.reduce((total, day) => total + of(day), 0);

function daysOf(connection: MoneyPlotQuery['payments'], currency: string, from: Date): Day[] {
  // What was given back has moved nothing in the end.
  const payments = connection.edges.map(({ node: { amount, refunded, ...payment } }) => ({
    ...payment,
    amount: { ...amount, amountMinor: amount.amountMinor - refunded.amountMinor },
  }));
  const oldest = payments.at(-1);
  const known = connection.pageInfo.hasNextPage && oldest ? firstWholeDay(oldest) : from;
  const inCurrency = payments.filter(({ amount }) => amount.currency === currency);
  return moneyByDay(inCurrency, known, new Date());
}

function Total({ icon: Icon, label, amountMinor, currency }: TotalProps) {
  return (
    <div>
      <dt className="flex items-center gap-1.5 text-sm text-muted-foreground">
        <Icon aria-hidden className="size-4" />
        {label}
      </dt>
      <dd className="text-lg font-medium">
        <LiveGlow value={amountMinor}>
          <Money amountMinor={amountMinor} currency={currency} />
        </LiveGlow>
      </dd>
    </div>
  );
}

interface TotalProps {
  icon: LucideIcon;
  label: string;
  amountMinor: number;
  currency: string;
}

function Plot({ days, currency }: { days: readonly Day[]; currency: string }) {
  const first = days[0]?.at.toLocaleDateString('en', { day: 'numeric', month: 'short' });
  return (
    <>
      <dl className="mb-3 flex flex-wrap gap-x-8 gap-y-2">
        <Total
          icon={ArrowDownLeft}
          label="In"
          amountMinor={sum(days, (day) => day.inMinor)}
          currency={currency}
        />
        <Total
          icon={ArrowUpRight}
          label="Out"
          amountMinor={sum(days, (day) => day.outMinor)}
          currency={currency}
        />
      </dl>
      {days.some(hasMovement) ? (
        <>
          <DayBars days={days} currency={currency} />
          <div aria-hidden className="mt-1 flex justify-between text-xs text-muted-foreground">
            <span>{first}</span>
            <span>Today</span>
          </div>
          <DayTable days={days} currency={currency} />
        </>
      ) : (
        <p className="rounded-lg border border-dashed px-4 py-8 text-center text-sm text-muted-foreground">
          A payment that completes is drawn here.
        </p>
      )}
    </>
  );
}

/** What completed payments brought in and took out, day by day; moves as they complete. */
export function MoneyPlot({ currency }: { currency: string }) {
  const [from] = useState(() => startOfDay(new Date(), DAY_COUNT - 1));
  const { data, error } = useMoneyPlotQuery({
    variables: { filter: { from: from.toISOString(), status: ['COMPLETED'] }, first: PAYMENT_COUNT_MAX },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const days = useMemo(() => data && daysOf(data.payments, currency, from), [data, currency, from]);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Money in and out</CardTitle>
        <CardDescription>
          Completed payments without what was refunded,{' '}
          {days && days.length < DAY_COUNT ? `newest ${PAYMENT_COUNT_MAX}` : `last ${DAY_COUNT} days`}
        </CardDescription>
      </CardHeader>
      <CardContent>
        {days && <Plot days={days} currency={currency} />}
        {!days && !error && <Skeleton className="h-44 w-full" />}
        {!days && error && <p className="text-sm text-muted-foreground">{describeFailure(error)}</p>}
      </CardContent>
    </Card>
  );
}
