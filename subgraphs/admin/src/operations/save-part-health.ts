import type { EntityManager } from '@mikro-orm/postgresql';
import { healthSpans, type HealthSpan } from '../entities/health-sample.entity.ts';
import type { PartKind, PartStatus } from '../entities/part-health.entity.ts';

/** How a database, a queue or a service's traffic was in one moment. */
export interface PartCheck {
  readonly kind: PartKind;
  readonly name: string;
  readonly status: PartStatus;
  /** Why it is not healthy, worst first. */
  readonly troubles: readonly string[];
  /** What was measured, by name. */
  readonly figures: Readonly<Record<string, number>>;
}

/** How the history of a span is cut: the last hour by two minutes, the last day by half hours. */
export const cuts: Record<HealthSpan, { readonly stepMs: number; readonly steps: number }> = {
  HOUR: { stepMs: 2 * 60_000, steps: 30 },
  DAY: { stepMs: 30 * 60_000, steps: 48 },
};

/** When the step of a moment began. */
export function stepOf(span: HealthSpan, at: Date): Date {
  const { stepMs } = cuts[span];
  return new Date(Math.floor(at.getTime() / stepMs) * stepMs);
}

/** When the oldest step began that is kept. */
export function firstStepOf(span: HealthSpan, at: Date): Date {
  const { stepMs, steps } = cuts[span];
  return new Date(stepOf(span, at).getTime() - (steps - 1) * stepMs);
}

const partsSql = `jsonb_to_recordset(?::jsonb)
  as part (kind text, name text, status text, troubles jsonb, figures jsonb)`;

/** Always in one order, so that two replicas never wait for each other. */
const saveCurrentSql = `
  insert into part_health (kind, name, status, troubles, figures, checked_at, since)
  select kind, name, status, troubles, figures, ?, ? from ${partsSql} order by kind, name
  on conflict (kind, name) do update set
    status = excluded.status, troubles = excluded.troubles, figures = excluded.figures,
    checked_at = excluded.checked_at,
    since = case when part_health.status = excluded.status then part_health.since else excluded.since end
  where part_health.checked_at <= excluded.checked_at`;

const saveSampleSql = `
  insert into health_samples (kind, name, span, began_at,
    healthy_count, strained_count, failing_count, unknown_count, figures)
  select kind, name, ?, ?, (status = 'HEALTHY')::int, (status = 'STRAINED')::int,
    (status = 'FAILING')::int, (status = 'UNKNOWN')::int, figures
  from ${partsSql} order by kind, name
  on conflict (kind, name, span, began_at) do update set
    healthy_count = health_samples.healthy_count + excluded.healthy_count,
    strained_count = health_samples.strained_count + excluded.strained_count,
    failing_count = health_samples.failing_count + excluded.failing_count,
    unknown_count = health_samples.unknown_count + excluded.unknown_count,
    figures = (
      select coalesce(jsonb_object_agg(key, highest), '{}') from (
        select key, max(value::numeric) as highest from (
          select * from jsonb_each_text(health_samples.figures)
          union all select * from jsonb_each_text(excluded.figures)
        ) as figure group by key
      ) as merged)`;

/** A service that has no database says nothing of one either: only what a service said before can become unknown. */
async function withoutNeverSeen(em: EntityManager, parts: readonly PartCheck[]): Promise<PartCheck[]> {
  const rows = await em.execute<{ part: string }[]>(`select kind || ' ' || name as part from part_health`);
  const seen = new Set(rows.map(({ part }) => part));
  return parts.filter(
    ({ kind, name, status }) => kind === 'QUEUE' || status !== 'UNKNOWN' || seen.has(`${kind} ${name}`),
  );
}

/** Writes down how databases, queues and traffic were, adds it to their history, and forgets what is older than its span. */
export async function savePartHealth(
  em: EntityManager,
  checks: readonly PartCheck[],
  at = new Date(),
): Promise<void> {
  await em.fork().transactional(async (transaction) => {
    const parts = JSON.stringify(await withoutNeverSeen(transaction, checks));
    await transaction.execute(saveCurrentSql, [at, at, parts]);
    for (const span of healthSpans) {
      await transaction.execute(saveSampleSql, [span, stepOf(span, at), parts]);
      await transaction.execute('delete from health_samples where span = ? and began_at < ?', [
        span,
        firstStepOf(span, at),
      ]);
    }
    await transaction.execute('delete from part_health where checked_at < ?', [firstStepOf('DAY', at)]);
  });
}
