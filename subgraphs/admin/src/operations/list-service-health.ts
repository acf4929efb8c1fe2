import type { Context } from '../context.ts';
import { HealthPeriod } from '../entities/health-period.entity.ts';
import { ServiceHealth } from '../entities/service-health.entity.ts';
import { periodMs, periodOf, periodsMax } from './save-health.ts';

/** Nobody has asked for a while: what was said then does not count any more. */
const staleAfterMs = 60_000;

export interface HealthHistory {
  readonly from: Date;
  readonly readyCount: number;
  readonly notReadyCount: number;
  readonly downCount: number;
}

export interface ServiceWithHistory {
  readonly id: string;
  readonly status: 'READY' | 'NOT_READY' | 'DOWN' | 'UNKNOWN';
  readonly failing: readonly string[];
  readonly latencyMs: number | null;
  readonly checkedAt: Date;
  readonly since: Date;
  /** Every half hour of the last day, oldest first, those in which nobody asked included. */
  readonly history: readonly HealthHistory[];
}

const nothing = { readyCount: 0, notReadyCount: 0, downCount: 0 };

function historyOf(periods: readonly HealthPeriod[], now: Date): HealthHistory[] {
  const byBegin = new Map(periods.map((period) => [period.beganAt.getTime(), period]));
  const first = periodOf(now).getTime() - (periodsMax - 1) * periodMs;
  return Array.from({ length: periodsMax }, (_, index) => {
    const from = new Date(first + index * periodMs);
    const { readyCount, notReadyCount, downCount } = byBegin.get(from.getTime()) ?? nothing;
    return { from, readyCount, notReadyCount, downCount };
  });
}

/** How every service that was asked in the last day is, and was, by name. */
export async function listServiceHealth(
  { em }: Pick<Context, 'em'>,
  now = new Date(),
): Promise<ServiceWithHistory[]> {
  const dayAgo = new Date(now.getTime() - periodsMax * periodMs);
  const services = await em.find(
    ServiceHealth,
    { checkedAt: { $gt: dayAgo } },
    { orderBy: { service: 'asc' } },
  );
  const periods = Map.groupBy(
    await em.find(HealthPeriod, { beganAt: { $gt: dayAgo } }),
    ({ service }) => service,
  );
  return services.map(({ service, status, failing, latencyMs, checkedAt, since }) => {
    const isStale = now.getTime() - checkedAt.getTime() > staleAfterMs;
    const history = historyOf(periods.get(service) ?? [], now);
    return {
      id: service,
      status: isStale ? 'UNKNOWN' : status,
      failing,
      latencyMs: latencyMs ?? null,
      checkedAt,
      since,
      history,
    };
  });
}
