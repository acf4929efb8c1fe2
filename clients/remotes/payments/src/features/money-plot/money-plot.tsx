import { useRegion } from '@payloom/i18n/use-region';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@payloom/ui-kit/card';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { Money } from '@payloom/ui-kit/money';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { ArrowDownLeft, ArrowUpRight, type LucideIcon } from 'lucide-react';
import { describeFailure } from '../../problems/describe-failure.ts';
import { DayBars, DayTable, dayWords } from '../../plots/day-bars.tsx';
import { hasMovement, type Day } from '../../plots/day.ts';
import { everyDay } from '../../report/report-days.ts';
import { monthDays, useMonthReport } from '../../report/use-month-report.ts';
import type { WalletMoneyFragment } from '../../wallet/__generated__/viewer-wallet.ts';
import { useWords } from './words.ts';

const sum = (days: readonly Day[], of: (day: Day) => number): number =>
  days.reduce((total, day) => total + of(day), 0);

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
  const t = useWords();
  const { locale } = useRegion();
  const first = days[0] && dayWords(days[0].at, locale);
  return (
    <>
      <dl className="mb-3 flex flex-wrap gap-x-8 gap-y-2">
        <Total
          icon={ArrowDownLeft}
          label={t('in')}
          amountMinor={sum(days, (day) => day.inMinor)}
          currency={currency}
        />
        <Total
          icon={ArrowUpRight}
          label={t('out')}
          amountMinor={sum(days, (day) => day.outMinor)}
          currency={currency}
        />
      </dl>
      {days.some(hasMovement) ? (
        <>
          <DayBars days={days} currency={currency} />
          <div aria-hidden className="mt-1 flex justify-between text-xs text-muted-foreground">
            <span>{first}</span>
            <span>{t('today')}</span>
          </div>
          <DayTable days={days} currency={currency} />
        </>
      ) : (
        <p className="rounded-lg border border-dashed px-4 py-8 text-center text-sm text-muted-foreground">
          {t('empty')}
        </p>
      )}
    </>
  );
}

interface MoneyPlotProps {
  wallet: WalletMoneyFragment;
  /** All of the viewer's. */
  wallets: readonly WalletMoneyFragment[];
}

/** What completed payments brought in and took out, day by day; moves as they complete. */
export function MoneyPlot({ wallet, wallets }: MoneyPlotProps) {
  const t = useWords();
  const { currency } = wallet.balance;
  const { report, from, to, error } = useMonthReport({ wallet, wallets, loading: false });
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        <CardDescription>{t('lastDays', { count: monthDays })}</CardDescription>
      </CardHeader>
      <CardContent>
        {report && <Plot days={everyDay(report.byDay, from, to)} currency={currency} />}
        {!report && !error && <Skeleton className="h-44 w-full" />}
        {!report && error && <p className="text-sm text-muted-foreground">{describeFailure(error)}</p>}
      </CardContent>
    </Card>
  );
}
