import { exportForeignSpan } from '@payloom/telemetry/foreign-spans';
import type { FastifyInstance } from 'fastify';
import { addressesOf, type Surroundings } from '../operations/client-address.ts';
import type { GatewayMetrics } from './metrics.ts';
import { RequestBudget } from './request-budget.ts';
import { telemetryReportSchema, type TelemetryReport } from './telemetry-report.ts';

const bodySizeMaxBytes = 16 * 1024;
/** A page tells at most every few seconds; many pages may share an address. */
const budgetDefault = { requestsPerMinute: 120, addressesMax: 10_000 };
/** Sending takes its time as well, and clocks are never quite the same. */
const clockDifferenceMinMs = 5_000;

export interface TelemetryOptions extends Surroundings {
  readonly metrics: Pick<GatewayMetrics, 'webVitalSeconds' | 'layoutShift'>;
  readonly budget?: RequestBudget;
}

/**
 * Takes what pages tell of themselves, at `POST /telemetry`: bounded, checked, so much of one address, and only from pages of
 * this origin, for another's browser asks first before it sends JSON, and is not answered.
 */
export function mountTelemetry(app: FastifyInstance, options: TelemetryOptions): void {
  const { metrics, budget = new RequestBudget(budgetDefault) } = options;
  app.post('/telemetry', { bodyLimit: bodySizeMaxBytes }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin')
      return reply.code(403).send({ message: 'Not from here.' });
    if (!budget.take(addressesOf(request, options).at(-1) ?? ''))
      return reply.code(429).header('retry-after', '60').send({ message: 'Too many reports.' });
    const { data } = telemetryReportSchema.safeParse(request.body);
    if (!data) return reply.code(400).send({ message: 'That is no report we can read.' });
    countVitals(metrics, data);
    exportSpans(data, Date.now());
    return reply.code(204).send();
  });
}

function countVitals(
  { webVitalSeconds, layoutShift }: TelemetryOptions['metrics'],
  report: TelemetryReport,
): void {
  for (const { name, value } of report.vitals) {
    if (name === 'CLS') layoutShift.observe(value);
    else webVitalSeconds.observe({ name }, value / 1_000);
  }
}

/** Somebody's clock may be wrong by hours: what it says is told by ours. */
function exportSpans({ spans, sentAtMs }: TelemetryReport, nowMs: number): void {
  const difference = nowMs - sentAtMs;
  const shiftMs = Math.abs(difference) < clockDifferenceMinMs ? 0 : difference;
  for (const span of spans)
    exportForeignSpan({ ...span, startMs: span.startMs + shiftMs, endMs: span.endMs + shiftMs });
}
