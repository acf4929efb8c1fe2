import { useRegion } from '@payloom/i18n/use-region';
import { formatMoney } from '@payloom/ui-kit/money';
import { useId } from 'react';
import { hasMovement, type Day } from './day.ts';
import { useWords } from './words.ts';

const WIDTH = 600;
const HALF_HEIGHT = 64;
const GAP = 4;

/** A day of the viewer's calendar: "Nov 3". */
export const dayWords = (at: Date, locale: string): string =>
  at.toLocaleDateString(locale, { day: 'numeric', month: 'short' });

/** In above the line, out below it: told apart by place and hatching, not by colour alone. */
export function DayBars({ days, currency }: { days: readonly Day[]; currency: string }) {
  const t = useWords();
  const { locale } = useRegion();
  const hatch = useId();
  const most = Math.max(1, ...days.map(({ inMinor, outMinor }) => Math.max(inMinor, outMinor)));
  const slot = WIDTH / days.length;
  const height = (minor: number): number => (minor === 0 ? 0 : Math.max(2, (minor / most) * HALF_HEIGHT));
  return (
    <svg aria-hidden viewBox={`0 0 ${WIDTH} ${HALF_HEIGHT * 2 + 2}`} className="h-auto w-full">
      <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" className="fill-muted-foreground/25" />
        <rect width="2" height="5" className="fill-muted-foreground" />
      </pattern>
      {days.map(({ at, inMinor, outMinor }, index) => {
        const x = index * slot + GAP / 2;
        const width = slot - GAP;
        return (
          <g key={at.getTime()}>
            <title>
              {t('dayBar', {
                day: dayWords(at, locale),
                in: formatMoney(inMinor, currency),
                out: formatMoney(outMinor, currency),
              })}
            </title>
            <rect x={x} y={0} width={width} height={HALF_HEIGHT * 2} fill="transparent" />
            <rect
              x={x}
              y={HALF_HEIGHT - height(inMinor)}
              width={width}
              height={height(inMinor)}
              rx={2}
              className="fill-accent"
            />
            <rect
              x={x}
              y={HALF_HEIGHT + 2}
              width={width}
              height={height(outMinor)}
              rx={2}
              fill={`url(#${hatch})`}
            />
          </g>
        );
      })}
      <line
        x1={0}
        x2={WIDTH}
        y1={HALF_HEIGHT + 1}
        y2={HALF_HEIGHT + 1}
        className="stroke-border"
        strokeWidth={1}
      />
    </svg>
  );
}

/** The same as numbers, for whoever does not see the bars. */
export function DayTable({ days, currency }: { days: readonly Day[]; currency: string }) {
  const t = useWords();
  const { locale } = useRegion();
  const moved = days.filter(hasMovement);
  return (
    // A table is as wide as its words, whatever its own style says: only a box around it can be hidden whole.
    <div className="sr-only">
      <table>
        <caption>{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('day')}</th>
            <th scope="col">{t('in')}</th>
            <th scope="col">{t('out')}</th>
          </tr>
        </thead>
        <tbody>
          {moved.map(({ at, inMinor, outMinor }) => (
            <tr key={at.getTime()}>
              <th scope="row">{dayWords(at, locale)}</th>
              <td>{formatMoney(inMinor, currency)}</td>
              <td>{formatMoney(outMinor, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
