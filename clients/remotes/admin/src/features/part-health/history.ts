import type {
  DatabaseCardFragment,
  QueueCardFragment,
  TrafficCardFragment,
} from './__generated__/part-health.ts';

export type Measure =
  | 'requestsPerMinute'
  | 'failedPerMinute'
  | 'p95Ms'
  | 'pingMs'
  | 'connectionsUsed'
  | 'outboxWaiting'
  | 'waiting'
  | 'arrivedPerMinute'
  | 'handledPerMinute'
  | 'deadLetters';

type AnyPoint = (DatabaseCardFragment | QueueCardFragment | TrafficCardFragment)['history'][number];

/** A step of the history of a part. */
export type Point = Pick<AnyPoint, 'from' | 'status'> & Partial<Record<Measure, number | null>>;

/** One measure over time. */
export interface Series {
  key: Measure;
  label: string;
  /** A figure of it, as it is written. */
  words: (figure: number) => string;
}

/**
 * The lines of a measure as SVG paths: broken where nobody could say, on one scale with the other measures drawn. The
 * highest is as high as the plot, the lowest lies on its ground.
 */
export function linesOf(
  points: readonly Point[],
  measure: Measure,
  drawn: readonly Measure[],
  { width, height }: { width: number; height: number },
): string[] {
  const most = Math.max(1, ...points.flatMap((point) => drawn.map((each) => point[each] ?? 0)));
  const slot = width / Math.max(1, points.length);
  const lines: string[][] = [[]];
  for (const [index, point] of points.entries()) {
    const figure = point[measure];
    if (figure == null) lines.push([]);
    else {
      const y = height - 1 - (figure / most) * (height - 2);
      lines.at(-1)?.push(`${((index + 0.5) * slot).toFixed(1)} ${y.toFixed(1)}`);
    }
  }
  // A step that stands alone would be a line without length.
  return lines
    .filter((line) => line.length > 0)
    .map((line) => `M${line.join('L')}${line.length === 1 ? 'h1' : ''}`);
}
