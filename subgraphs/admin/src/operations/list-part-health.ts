import type { EntityManager } from '@mikro-orm/postgresql';
import { HealthSample, type HealthSpan } from '../entities/health-sample.entity.ts';
import { PartHealth, partStatuses, type PartKind, type PartStatus } from '../entities/part-health.entity.ts';
import { cuts, firstStepOf } from './save-part-health.ts';

/** Nobody has looked for a while: what was seen then does not count any more. */
const staleAfterMs = 60_000;

type Figures = Readonly<Record<string, number>>;

/** A step of a part's history. Unknown, and without figures, where nobody looked. */
export interface PartPoint {
  readonly from: Date;
  /** The worst that was found. */
  readonly status: PartStatus;
  readonly figures: Figures;
}

export interface PartWithHistory {
  readonly name: string;
  readonly status: PartStatus;
  readonly troubles: readonly string[];
  /** What was measured last; empty once that is a minute ago. */
  readonly figures: Figures;
  readonly checkedAt: Date;
  readonly since: Date;
  /** Every step of the span, oldest first. */
  readonly history: (span: HealthSpan) => Promise<PartPoint[]>;
}

function worstOf(sample: HealthSample | undefined): PartStatus {
  if (!sample) return 'UNKNOWN';
  const counts: Record<PartStatus, number> = {
    HEALTHY: sample.healthyCount,
    UNKNOWN: sample.unknownCount,
    STRAINED: sample.strainedCount,
    FAILING: sample.failingCount,
  };
  return partStatuses.findLast((status) => counts[status] > 0) ?? 'UNKNOWN';
}

function pointsOf(samples: readonly HealthSample[], span: HealthSpan, now: Date): PartPoint[] {
  const { steps, stepMs } = cuts[span];
  const byBegin = new Map(samples.map((sample) => [sample.beganAt.getTime(), sample]));
  const first = firstStepOf(span, now).getTime();
  return Array.from({ length: steps }, (_, index) => {
    const from = new Date(first + index * stepMs);
    const sample = byBegin.get(from.getTime());
    return { from, status: worstOf(sample), figures: sample?.figures ?? {} };
  });
}

/** Reads the history of all parts of a kind at once, whoever of them is asked for it first. */
function historyReader(em: EntityManager, kind: PartKind, now: Date) {
  const read = new Map<HealthSpan, Promise<Map<string, HealthSample[]>>>();
  const readSpan = async (span: HealthSpan) => {
    const where = { kind, span, beganAt: { $gte: firstStepOf(span, now) } };
    return Map.groupBy(await em.fork().find(HealthSample, where), ({ name }) => name);
  };
  return async (name: string, span: HealthSpan): Promise<PartPoint[]> => {
    const reading = read.get(span) ?? readSpan(span);
    read.set(span, reading);
    return pointsOf((await reading).get(name) ?? [], span, now);
  };
}

/** How every part of a kind that was looked at in the last day is and was, by name. */
export async function listPartHealth(
  { em }: { em: EntityManager },
  kind: PartKind,
  now = new Date(),
): Promise<PartWithHistory[]> {
  const where = { kind, checkedAt: { $gte: firstStepOf('DAY', now) } };
  const parts = await em.find(PartHealth, where, { orderBy: { name: 'asc' } });
  const history = historyReader(em, kind, now);
  return parts.map(({ name, status, troubles, figures, checkedAt, since }) => {
    const isStale = now.getTime() - checkedAt.getTime() > staleAfterMs;
    return {
      name,
      status: isStale ? 'UNKNOWN' : status,
      troubles: isStale ? [] : troubles,
      figures: isStale ? {} : figures,
      checkedAt,
      since: isStale ? new Date(checkedAt.getTime() + staleAfterMs) : since,
      history: (span) => history(name, span),
    };
  });
}
