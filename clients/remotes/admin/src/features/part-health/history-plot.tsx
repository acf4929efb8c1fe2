import { useFormats } from '@payloom/i18n/formats';
import { linesOf, type Point, type Series } from './history.ts';
import { useWords } from './words.ts';

const WIDTH = 480;
const HEIGHT = 40;
const STRIP_HEIGHT = 6;
const STRIP_TOP = HEIGHT + 4;
const GAP = 1.5;

/** Told apart by height as well as by colour: a step that was bad is a short bar. */
const looks: Record<Point['status'], { share: number; className: string }> = {
  HEALTHY: { share: 1, className: 'fill-success' },
  STRAINED: { share: 0.6, className: 'fill-warning' },
  FAILING: { share: 0.35, className: 'fill-danger' },
  UNKNOWN: { share: 0.15, className: 'fill-border' },
};

/** Lines are told apart by their strokes, not by colour alone: drawn through, dashed. */
const strokes = [
  { className: 'stroke-accent', dashes: 'none' },
  { className: 'stroke-muted-foreground', dashes: '4 3' },
] as const;

export interface HistoryPlotProps {
  /** What the table behind the plot is called. */
  caption: string;
  points: readonly Point[];
  /** At most two are drawn; the table has all of them. */
  series: readonly Series[];
}

function Lines({ points, series }: Omit<HistoryPlotProps, 'caption'>) {
  return series.slice(0, strokes.length).map(({ key }, nth) => {
    const drawn = series.slice(0, strokes.length).map((each) => each.key);
    return linesOf(points, key, drawn, { width: WIDTH, height: HEIGHT }).map((path) => (
      <path
        key={`${key} ${path}`}
        d={path}
        fill="none"
        strokeWidth={1.5}
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
        className={strokes[nth]?.className}
        strokeDasharray={strokes[nth]?.dashes}
      />
    ));
  });
}

/** The figures of a part over time as lines, with how it was below; the same as a table for whoever does not see it. */
export function HistoryPlot({ caption, points, series }: HistoryPlotProps) {
  const slot = WIDTH / Math.max(1, points.length);
  return (
    <div>
      <svg
        aria-hidden
        viewBox={`0 0 ${WIDTH} ${STRIP_TOP + STRIP_HEIGHT}`}
        className="h-14 w-full"
        preserveAspectRatio="none"
      >
        <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className="stroke-border" />
        <Lines points={points} series={series} />
        {points.map(({ from, status }, index) => {
          const height = STRIP_HEIGHT * looks[status].share;
          return (
            <rect
              key={from}
              x={index * slot + GAP / 2}
              y={STRIP_TOP + STRIP_HEIGHT - height}
              width={slot - GAP}
              height={height}
              className={looks[status].className}
            />
          );
        })}
      </svg>
      <PlotLegend points={points} series={series} />
      <HistoryTable caption={caption} points={points} series={series} />
    </div>
  );
}

/** What each line stands for, and how high it went. */
function PlotLegend({ points, series }: Omit<HistoryPlotProps, 'caption'>) {
  const t = useWords();
  return (
    <p aria-hidden className="mt-1 flex flex-wrap gap-x-4 text-xs text-muted-foreground tabular-nums">
      {series.slice(0, strokes.length).map(({ key, label, words }, nth) => {
        const highest = Math.max(...points.map((point) => point[key] ?? -1));
        return (
          <span key={key} className="inline-flex items-center gap-1.5">
            <svg viewBox="0 0 16 4" className="h-1 w-4">
              <line
                x1={0}
                x2={16}
                y1={2}
                y2={2}
                strokeWidth={2}
                className={strokes[nth]?.className}
                strokeDasharray={strokes[nth]?.dashes}
              />
            </svg>
            {highest < 0 ? label : t('upTo', { figure: label, highest: words(highest) })}
          </span>
        );
      })}
    </p>
  );
}

function HistoryTable({ caption, points, series }: HistoryPlotProps) {
  const t = useWords();
  const formats = useFormats();
  const seen = points.filter(
    ({ status, ...figures }) => status !== 'UNKNOWN' || series.some(({ key }) => figures[key] != null),
  );
  return (
    // A table is as wide as its words: only a box around it can be hidden whole.
    <div className="sr-only">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('from')}</th>
            <th scope="col">{t('health')}</th>
            {series.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seen.map((point) => (
            <tr key={point.from}>
              <th scope="row">
                {formats.dateTime(new Date(point.from), { hour: '2-digit', minute: '2-digit' })}
              </th>
              <td>{t(`status.${point.status}`)}</td>
              {series.map(({ key, words }) => (
                <td key={key}>{point[key] == null ? '–' : words(point[key])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
