import type { Histogram } from 'prom-client';

const windowMs = 60_000;
/** Who asks more often gets what was counted since the same moment. */
const betweenMsMin = 1_000;
const percentile = 0.95;

/** What a process had to do within about the last minute. */
export interface TrafficFigures {
  /** Requests answered. */
  readonly requests: number;
  /** Those of them that failed. */
  readonly failed: number;
  /** 95 of 100 took at most so long, as well as the histogram's buckets tell; 0 where there was none. */
  readonly p95Ms: number;
}

/** What a histogram says of each thing that it observed. */
export type TrafficLabels = Readonly<Partial<Record<string, string | number>>>;

/** Requests that a process counts anyway, for whoever collects metrics. */
export interface Traffic {
  /** Seconds a request took. */
  readonly histogram: Pick<Histogram, 'get'>;
  readonly isFailed: (labels: TrafficLabels) => boolean;
}

interface Counts {
  readonly atMs: number;
  readonly requests: number;
  readonly failed: number;
  /** How many took so many seconds at most. */
  readonly within: ReadonlyMap<number, number>;
}

const nothing = (atMs: number): Counts => ({ atMs, requests: 0, failed: 0, within: new Map() });

async function count({ histogram, isFailed }: Traffic, atMs: number): Promise<Counts> {
  const within = new Map<number, number>();
  let [requests, failed] = [0, 0];
  for (const { metricName = '', labels, value } of (await histogram.get()).values) {
    if (metricName.endsWith('_count')) {
      requests += value;
      if (isFailed(labels)) failed += value;
    } else if (metricName.endsWith('_bucket')) {
      const seconds = labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels.le);
      within.set(seconds, (within.get(seconds) ?? 0) + value);
    }
  }
  return { atMs, requests, failed, within };
}

/** Between the bounds of the bucket it falls into, as Prometheus' histogram_quantile has it. */
function quantileSeconds(from: Counts, to: Counts): number {
  const bounds = [...to.within.keys()].sort((one, other) => one - other);
  const counted = (bound: number) => (to.within.get(bound) ?? 0) - (from.within.get(bound) ?? 0);
  const rank = percentile * (to.requests - from.requests);
  let [lower, below] = [0, 0];
  for (const bound of bounds) {
    const upTo = counted(bound);
    if (upTo >= rank && upTo > below) {
      const share = (rank - below) / (upTo - below);
      return Number.isFinite(bound) ? lower + (bound - lower) * share : lower;
    }
    [lower, below] = [bound, upTo];
  }
  return 0;
}

/** Says what a process had to do lately, by the metrics that it keeps: nothing is counted twice. */
export class TrafficWindow {
  readonly #traffic: Traffic;
  readonly #now: () => number;
  /** Oldest first; the first is the one that figures count from. */
  #earlier: Counts[];

  constructor(traffic: Traffic, now: () => number = () => performance.now()) {
    this.#traffic = traffic;
    this.#now = now;
    this.#earlier = [nothing(now())];
  }

  /** The figures of the last minute, or of the time since somebody asked last where that is longer, as of a minute. */
  async read(): Promise<TrafficFigures> {
    const to = await count(this.#traffic, this.#now());
    const begin = this.#earlier.findLastIndex(({ atMs }) => to.atMs - atMs >= windowMs);
    this.#earlier = this.#earlier.slice(Math.max(0, begin));
    const from = this.#earlier[0] ?? nothing(to.atMs);
    if (to.atMs - (this.#earlier.at(-1)?.atMs ?? 0) >= betweenMsMin) this.#earlier.push(to);
    const share = Math.min(1, windowMs / Math.max(1, to.atMs - from.atMs));
    return {
      requests: Math.round((to.requests - from.requests) * share),
      failed: Math.round((to.failed - from.failed) * share),
      p95Ms: Math.round(quantileSeconds(from, to) * 1_000),
    };
  }
}
