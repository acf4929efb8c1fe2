import type { EntityManager } from '@mikro-orm/postgresql';
import { HealthPeriod } from '../entities/health-period.entity.ts';
import type { HealthCheck } from './check-service.ts';

export const periodMs = 30 * 60 * 1_000;
/** A day. */
export const periodsMax = 48;

/** When the period of a moment began. */
export const periodOf = (at: Date): Date => new Date(Math.floor(at.getTime() / periodMs) * periodMs);

const saveCurrentSql = `
  insert into service_health (service, status, failing, latency_ms, checked_at, since)
  values (?, ?, ?::jsonb, ?, ?, ?)
  on conflict (service) do update set
    status = excluded.status, failing = excluded.failing, latency_ms = excluded.latency_ms,
    checked_at = excluded.checked_at,
    since = case when service_health.status = excluded.status then service_health.since else excluded.since end
  where service_health.checked_at <= excluded.checked_at`;

/** What has never been ready is yet to start, which is no outage: its history begins when it first answers. */
const countSql = `
  insert into health_periods (service, began_at, ready_count, not_ready_count, down_count)
  select counted.* from (values (?::text, ?::timestamptz, ?::int, ?::int, ?::int))
    as counted (service, began_at, ready_count, not_ready_count, down_count)
  where ready_count > 0
    or exists (select from health_periods as earlier where earlier.service = counted.service)
  on conflict (service, began_at) do update set
    ready_count = health_periods.ready_count + excluded.ready_count,
    not_ready_count = health_periods.not_ready_count + excluded.not_ready_count,
    down_count = health_periods.down_count + excluded.down_count`;

/** Writes down how the services were, counts it in the period, and forgets what is older than a day. */
export async function saveHealth(
  em: EntityManager,
  checks: readonly HealthCheck[],
  at = new Date(),
): Promise<void> {
  await em.fork().transactional(async (transaction) => {
    // In one order everywhere, so that two replicas never wait for each other.
    const sorted = [...checks].sort((one, other) => (one.service < other.service ? -1 : 1));
    for (const { service, status, failing, latencyMs } of sorted) {
      await transaction.execute(saveCurrentSql, [
        service,
        status,
        JSON.stringify(failing),
        latencyMs,
        at,
        at,
      ]);
      const counts = (['READY', 'NOT_READY', 'DOWN'] as const).map((each) => Number(each === status));
      await transaction.execute(countSql, [service, periodOf(at), ...counts]);
    }
    const oldest = new Date(periodOf(at).getTime() - (periodsMax - 1) * periodMs);
    await transaction.nativeDelete(HealthPeriod, { beganAt: { $lt: oldest } });
  });
}
