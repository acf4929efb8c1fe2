import { useFormats } from '@payloom/i18n/formats';
import { useId } from 'react';
import { dayWords, sumOf, type Day, type Figure } from './figures.ts';
import { useWords } from './words.ts';

const WIDTH = 600;
const HEIGHT = 120;
const GAP = 3;

/** Series are told apart by their filling, not by colour alone: whole, hatched, hollow. */
const fillings = ['whole', 'hatched', 'hollow'] as const;

interface BarsProps {
  days: readonly Day[];
  series: readonly Figure[];
}

/** A bar a day, its series one upon the other. */
export function DayBars({ days, series }: BarsProps) {
  const t = useWords();
  const hatch = useId();
  const most = Math.max(1, ...days.map((day) => series.reduce((sum, figure) => sum + day[figure], 0)));
  const words = (day: Day): string =>
    series
      .map((figure) => t('count', { count: day[figure], figure: t(`figure.${figure}`).toLowerCase() }))
      .join(', ');
  const slot = WIDTH / days.length;
  return (
    <svg aria-hidden viewBox={`0 0 ${WIDTH} ${HEIGHT + 1}`} className="h-auto w-full">
      <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" className="fill-accent/25" />
        <rect width="2" height="5" className="fill-accent" />
      </pattern>
      {days.map((day, index) => (
        <g key={day.day}>
          <title>{t('bar', { day: dayWords(day.day), counts: words(day) })}</title>
          <rect x={index * slot} y={0} width={slot} height={HEIGHT} fill="transparent" />
          {series.map((figure, nth) => {
            const below = series.slice(0, nth).reduce((sum, under) => sum + day[under], 0);
            const height = (day[figure] / most) * HEIGHT;
            return (
              <rect
                key={figure}
                x={index * slot + GAP / 2}
                y={HEIGHT - (below / most) * HEIGHT - height}
                width={slot - GAP}
                height={height}
                className={nth === 2 ? 'fill-danger-soft stroke-danger' : 'fill-accent'}
                {...(nth === 1 && { style: { fill: `url(#${hatch})` } })}
              />
            );
          })}
        </g>
      ))}
      <line x1={0} x2={WIDTH} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className="stroke-border" />
    </svg>
  );
}

const swatches: Record<(typeof fillings)[number], string> = {
  whole: 'bg-accent',
  hatched: 'bg-accent/40',
  hollow: 'border border-danger bg-danger-soft',
};

/** What each filling stands for, with its sum. */
export function Legend({ days, series }: BarsProps) {
  const t = useWords();
  const formats = useFormats();
  return (
    <dl className="mb-3 flex flex-wrap gap-x-8 gap-y-2">
      {series.map((figure, nth) => (
        <div key={figure}>
          <dt className="flex items-center gap-1.5 text-sm text-muted-foreground">
            <span aria-hidden className={`size-3 rounded-sm ${swatches[fillings[nth] ?? 'whole']}`} />
            {t(`figure.${figure}`)}
          </dt>
          <dd className="text-lg font-medium tabular-nums">{formats.number(sumOf(days, figure))}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The same as numbers, for whoever does not see the bars. */
export function DayTable({ caption, days, series }: BarsProps & { caption: string }) {
  const t = useWords();
  const eventful = days.filter((day) => series.some((figure) => day[figure] > 0));
  return (
    // A table is as wide as its words: only a box around it can be hidden whole.
    <div className="sr-only">
      <table>
        <caption>{t('caption', { title: caption })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('day')}</th>
            {series.map((figure) => (
              <th key={figure} scope="col">
                {t(`figure.${figure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {eventful.map((day) => (
            <tr key={day.day}>
              <th scope="row">{dayWords(day.day)}</th>
              {series.map((figure) => (
                <td key={figure}>{day[figure]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
