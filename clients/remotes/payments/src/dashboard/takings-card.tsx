import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { Money } from '@payloom/ui-kit/money';
import { everyDay } from '../report/report-days.ts';
import { DayBars, DayTable } from '../plots/day-bars.tsx';
import type { Day } from '../plots/day.ts';
import { CardFrame, Nothing } from './card-frame.tsx';
import { useMonthReport } from '../report/use-month-report.ts';
import { useWallet } from '../wallet/use-wallet.ts';
import { useWords } from './words.ts';

const weekDays = 7;

const takenIn = (days: readonly Day[]): number => days.reduce((sum, { inMinor }) => sum + inMinor, 0);

/** What the vendor has taken today, this week and this month, and on which days; it moves as payments complete. */
export function TakingsCard() {
  const t = useWords();
  const { report, from, to, error, retry } = useMonthReport(useWallet());
  const days = report ? everyDay(report.byDay, from, to).map((day) => ({ ...day, outMinor: 0 })) : [];
  const sums = [
    { label: t('today'), minor: takenIn(days.slice(-1)) },
    { label: t('week'), minor: takenIn(days.slice(-weekDays)) },
    { label: t('month'), minor: takenIn(days) },
  ];
  return (
    <CardFrame
      title={t('takings')}
      description={t('takingsMeans')}
      more={{ to: '/payments/report', label: t('report') }}
      error={error}
      onRetry={retry}
      known={report !== undefined}
    >
      {report === null && <Nothing>{t('noTakings')}</Nothing>}
      {report && (
        <>
          <dl className="mb-4 flex flex-wrap gap-x-10 gap-y-3">
            {sums.map(({ label, minor }) => (
              <div key={label}>
                <dt className="text-sm text-muted-foreground">{label}</dt>
                <dd className="text-2xl font-semibold tracking-tight">
                  <LiveGlow value={minor}>
                    <Money amountMinor={minor} currency={report.currency} />
                  </LiveGlow>
                </dd>
              </div>
            ))}
          </dl>
          {takenIn(days) === 0 ? (
            <Nothing>{t('noTakings')}</Nothing>
          ) : (
            <>
              <DayBars days={days} currency={report.currency} />
              <DayTable days={days} currency={report.currency} />
            </>
          )}
        </>
      )}
    </CardFrame>
  );
}
