import type { HealthCheck, TrafficFigures } from './check-service.ts';

const worstFirst = ['DOWN', 'NOT_READY', 'READY'] as const;

function together(all: readonly TrafficFigures[]): TrafficFigures | undefined {
  if (all.length === 0) return undefined;
  return {
    requests: all.reduce((sum, { requests }) => sum + requests, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    p95Ms: Math.max(...all.map(({ p95Ms }) => p95Ms)),
  };
}

/** Replicas of a subgraph have one inbox, and each of them counts all of it. */
function handledByAny(checks: readonly HealthCheck[]): Record<string, number> | undefined {
  if (checks.every(({ handledLastMinute }) => !handledLastMinute)) return undefined;
  const handled: Record<string, number> = {};
  const said = checks.flatMap(({ handledLastMinute = {} }) => Object.entries(handledLastMinute));
  for (const [queue, count] of said) handled[queue] = Math.max(count, handled[queue] ?? 0);
  return handled;
}

/** How a service is whose replicas are so: as the worst of them, and all of them do its work. At least one is expected. */
export function mergeReplicas(checks: readonly HealthCheck[]): HealthCheck {
  const [first] = checks;
  if (!first) throw new Error('A service has at least one replica.');
  if (checks.length === 1) return first;
  const latencies = checks.flatMap(({ latencyMs }) => latencyMs ?? []);
  const database = checks.find((check) => check.database)?.database;
  const handledLastMinute = handledByAny(checks);
  const traffic = together(checks.flatMap((check) => check.traffic ?? []));
  return {
    service: first.service,
    status: worstFirst.find((status) => checks.some((check) => check.status === status)) ?? 'DOWN',
    failing: [...new Set(checks.flatMap(({ failing }) => failing))],
    latencyMs: latencies.length === 0 ? null : Math.max(...latencies),
    ...(database && { database }),
    ...(handledLastMinute && { handledLastMinute }),
    ...(traffic && { traffic }),
  };
}
