import { cn } from '@payloom/ui-kit/cn';
import { useId } from 'react';

const WIDTH = 96;
const HEIGHT = 6;
/** One event among thousands is still seen. */
const WIDTH_MIN = 3;

export interface CountBarProps {
  count: number;
  /** How many of them are drawn hatched. */
  hatched?: number;
  /** The count of a full bar. */
  maximum: number;
  /** The colour of what is drawn: `text-accent`. */
  className: string;
}

const widthOf = (count: number, maximum: number): number =>
  count === 0 ? 0 : Math.max(WIDTH_MIN, (Math.min(count, maximum) / maximum) * WIDTH);

/** A count as a small bar, for the eye alone: the number stands beside it. A part can be hatched. */
export function CountBar({ count, hatched = 0, maximum, className }: CountBarProps) {
  const hatch = useId();
  const whole = widthOf(count, maximum);
  const part = Math.min(whole, widthOf(hatched, maximum));
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className={cn('h-1.5 w-24 shrink-0 overflow-hidden rounded-full', className)}
    >
      <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="4" height="4" fill="currentColor" opacity="0.3" />
        <rect width="2" height="4" fill="currentColor" />
      </pattern>
      <rect width={WIDTH} height={HEIGHT} className="fill-muted" />
      <rect
        width={whole - part}
        height={HEIGHT}
        fill="currentColor"
        className="transition-[width] duration-150"
      />
      <rect
        x={whole - part}
        width={part}
        height={HEIGHT}
        fill={`url(#${hatch})`}
        className="transition-[width,x] duration-150"
      />
    </svg>
  );
}
