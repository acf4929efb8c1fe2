import { DayBars, DayTable } from '../plots/day-bars.tsx';
import { hasMovement } from '../plots/day.ts';
import { everyDay } from '../report/report-days.ts';
import { CardFrame, Nothing } from './card-frame.tsx';
import { useMonthReport } from '../report/use-month-report.ts';
import { useWallet } from '../wallet/use-wallet.ts';
import { useWords } from './words.ts';

/** What the last 30 days brought in and took out, day by day. */
export function MoneyCard() {
  const t = useWords();
  const { report, from, to, error, retry } = useMonthReport(useWallet());
  const days = report ? everyDay(report.byDay, from, to) : [];
  return (
    <CardFrame
      title={t('out')}
      description={t('month')}
      more={{ to: '/payments/report', label: t('report') }}
      error={error}
      onRetry={retry}
      known={report !== undefined}
    >
      {report !== undefined && !days.some(hasMovement) && <Nothing>{t('noneMoved')}</Nothing>}
      {report && days.some(hasMovement) && (
        <>
          <DayBars days={days} currency={report.currency} />
          <DayTable days={days} currency={report.currency} />
        </>
      )}
    </CardFrame>
  );
}
