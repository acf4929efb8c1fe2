import { cn } from '@payloom/ui-kit/cn';
import { periodHealth, periodWords, type Period, type PeriodHealth } from './health-words.ts';

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

const clock = (from: string): string =>
  new Date(from).toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit' });

/** The last day, a bar for each half hour; the same as a table for whoever does not see it. */
export function HistoryBars({ service, history }: { service: string; history: readonly Period[] }) {
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
              <title>{`${clock(period.from)}: ${periodWords(period)}`}</title>
            </rect>
          );
        })}
      </svg>
      {/* A table is as wide as its words: only a box around it can be hidden whole. */}
      <div className="sr-only">
        <table>
          <caption>{service} in the last day; half hours in which it was not asked are left out</caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">Health</th>
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
