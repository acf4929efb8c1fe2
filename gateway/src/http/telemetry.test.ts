import { onForeignSpan, type ForeignSpan } from '@payloom/telemetry/foreign-spans';
import Fastify, { type FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { createMetrics } from './metrics.ts';
import { RequestBudget } from './request-budget.ts';
import { mountTelemetry } from './telemetry.ts';

const span = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  name: 'mutation MakePayment',
  kind: 'client',
  failed: false,
};

let app: FastifyInstance;
let registry: Registry;
let exported: ForeignSpan[];

beforeEach(() => {
  exported = [];
  registry = new Registry();
  app = Fastify();
  onForeignSpan((each) => exported.push(each));
  const budget = new RequestBudget({ requestsPerMinute: 3, addressesMax: 10, now: () => 0 });
  mountTelemetry(app, { metrics: createMetrics(registry), budget });
});

afterEach(async () => {
  onForeignSpan(undefined);
  await app.close();
});

const send = (payload: object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/telemetry', payload, headers });
const now = () => ({ sentAtMs: Date.now(), startMs: Date.now() - 20, endMs: Date.now() - 5 });

describe('what a page tells of itself', () => {
  it('becomes histograms of its web vitals', async () => {
    const vitals = [
      { name: 'LCP', value: 1_800 },
      { name: 'CLS', value: 0.05 },
    ];
    const { statusCode } = await send({ sentAtMs: 1, vitals });
    expect(statusCode).toBe(204);
    const text = await registry.metrics();
    expect(text).toContain('payloom_web_vital_seconds_sum{name="LCP"} 1.8');
    expect(text).toContain('payloom_web_vital_layout_shift_bucket{le="0.1"} 1');
  });

  it('hands its spans to whatever exports ours', async () => {
    const { sentAtMs, ...times } = now();
    await send({ sentAtMs, spans: [{ ...span, ...times }] });
    expect(exported).toEqual([{ ...span, ...times }]);
  });

  it('is told by our clock where the clock of the page is wrong', async () => {
    const hourMs = 3_600_000;
    const { sentAtMs, startMs, endMs } = now();
    const times = { startMs: startMs - hourMs, endMs: endMs - hourMs };
    await send({ sentAtMs: sentAtMs - hourMs, spans: [{ ...span, ...times }] });
    const [first] = exported;
    expect(Math.abs((first?.startMs ?? 0) - startMs)).toBeLessThan(60_000);
    expect((first?.endMs ?? 0) - (first?.startMs ?? 0)).toBe(endMs - startMs);
  });

  it.each([
    ['a name of its own', { ...span, name: 'mutation of alice@example.com' }],
    ['attributes', { ...span, attributes: { email: 'alice@example.com' } }],
    ['an id that is none', { ...span, traceId: '0'.repeat(32) }],
    ['an end before its beginning', { ...span, startMs: 5, endMs: 4 }],
  ])('is refused with %s', async (_, broken) => {
    const { sentAtMs, ...times } = now();
    const { statusCode } = await send({ sentAtMs, spans: [{ ...times, ...broken }] });
    expect(statusCode).toBe(400);
    expect(exported).toEqual([]);
  });

  it('is refused from pages of others, too often, and too long', async () => {
    expect((await send({ sentAtMs: 1 }, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    const text = {
      method: 'POST',
      url: '/telemetry',
      payload: '{}',
      headers: { 'content-type': 'text/html' },
    } as const;
    expect((await app.inject(text)).statusCode).toBe(415);
    expect((await send({ sentAtMs: 1, more: 'x'.repeat(17_000) })).statusCode).toBe(413);
    const statuses = [];
    for (let times = 0; times < 4; times += 1) statuses.push((await send({ sentAtMs: 1 })).statusCode);
    expect(statuses).toEqual([204, 204, 204, 429]);
  });
});
