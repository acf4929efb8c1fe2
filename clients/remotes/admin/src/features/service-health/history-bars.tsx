import { useFormats } from '@payloom/i18n/formats';
import { cn } from '@payloom/ui-kit/cn';
import { periodHealth, periodWords, type Period, type PeriodHealth } from './health-words.ts';
import { useWords } from './words.ts';

const WIDTH = 480;
const HEIGHT = 28;
const GAP = 2;

/** Told apart by height as well as by colour: a period that was bad is a short bar. */
const looks: Record<PeriodHealth, { share: number; className: string }> = {
  ready: { share: 1, className: 'fill-success' },
  notReady: { share: 0.6, className: 'fill-warning' },
  down: { share: 0.35, className: 'fill-danger' },
  unknown: { share: 0.1, className: 'fill-border' },
};

/** The last day, a bar for each half hour; the same as a table for whoever does not see it. */
export function HistoryBars({ service, history }: { service: string; history: readonly Period[] }) {
  const t = useWords();
  const formats = useFormats();
  const clock = (from: string): string =>
    formats.dateTime(new Date(from), { hour: '2-digit', minute: '2-digit' });
  const slot = WIDTH / Math.max(1, history.length);
  const asked = history.filter((period) => periodHealth(period) !== 'unknown');
  return (
    <div>
      <svg aria-hidden viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="h-7 w-full" preserveAspectRatio="none">
        {history.map((period, index) => {
          const { share, className } = looks[periodHealth(period)];
          return (
            <rect
              key={period.from}
              x={index * slot + GAP / 2}
              y={HEIGHT * (1 - share)}
              width={slot - GAP}
              height={HEIGHT * share}
              rx={1}
              className={cn(className)}
            >
              <title>{t('moment', { time: clock(period.from), words: periodWords(period) })}</title>
            </rect>
          );
        })}
      </svg>
      {/* A table is as wide as its words: only a box around it can be hidden whole. */}
      <div className="sr-only">
        <table>
          <caption>{t('caption', { service })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('from')}</th>
              <th scope="col">{t('health')}</th>
            </tr>
          </thead>
          <tbody>
            {asked.map((period) => (
              <tr key={period.from}>
                <th scope="row">{clock(period.from)}</th>
                <td>{periodWords(period)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
