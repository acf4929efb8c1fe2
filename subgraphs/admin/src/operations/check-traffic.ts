import type { HealthCheck, TrafficFigures } from './check-service.ts';
import type { PartCheck } from './save-part-health.ts';

/** Why what a service does is not well, worst first. */
export const trafficTroubles = ['FAILING', 'SLOW'] as const;
export type TrafficTrouble = (typeof trafficTroubles)[number];

/** Of fewer requests, one that is slow or fails says little. */
const requestsMin = 20;
const failedShareMin = 0.05;
const slowMsMin = 1_000;

function strainOf({ requests, failed, p95Ms }: TrafficFigures): TrafficTrouble[] {
  if (requests < requestsMin) return [];
  const found = { FAILING: failed >= requests * failedShareMin, SLOW: p95Ms >= slowMsMin };
  return trafficTroubles.filter((trouble) => found[trouble]);
}

/** What each service has to do, and how it does it, as its own metrics say. One that does not answer says nothing. */
export function checkTraffic(checks: readonly HealthCheck[]): PartCheck[] {
  return checks.map(({ service: name, traffic }): PartCheck => {
    if (!traffic) return { kind: 'TRAFFIC', name, status: 'UNKNOWN', troubles: [], figures: {} };
    const troubles = strainOf(traffic);
    const { requests: requestsPerMinute, failed: failedPerMinute, p95Ms } = traffic;
    const figures = { requestsPerMinute, failedPerMinute, p95Ms };
    return {
      kind: 'TRAFFIC',
      name,
      status: troubles.length > 0 ? 'STRAINED' : 'HEALTHY',
      troubles,
      figures,
    };
  });
}
