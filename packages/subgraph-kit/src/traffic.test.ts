import { Histogram, Registry } from 'prom-client';
import { TrafficWindow } from './traffic.ts';

let nowMs: number;
let histogram: Histogram<'status'>;
let traffic: TrafficWindow;

beforeEach(() => {
  nowMs = 5_000;
  histogram = new Histogram({
    name: 'seconds',
    help: 'Seconds.',
    labelNames: ['status'],
    buckets: [0.1, 0.2, 1],
    registers: [new Registry()],
  });
  traffic = new TrafficWindow({ histogram, isFailed: ({ status }) => Number(status) >= 500 }, () => nowMs);
});

function observe(count: number, seconds: number, status = 200): void {
  for (let each = 0; each < count; each += 1) histogram.observe({ status }, seconds);
}
async function readAfter(ms: number) {
  nowMs += ms;
  return traffic.read();
}

test('a process that has just begun says what it did since', async () => {
  expect(await readAfter(0)).toEqual({ requests: 0, failed: 0, p95Ms: 0 });
  observe(9, 0.05);
  observe(1, 0.05, 503);
  expect(await readAfter(10_000)).toEqual({ requests: 10, failed: 1, p95Ms: 95 });
});

test('what is older than a minute counts no more', async () => {
  observe(40, 0.9);
  for (let each = 1; each <= 6; each += 1) await readAfter(10_000);
  observe(4, 0.15);
  expect(await readAfter(10_000)).toEqual({ requests: 4, failed: 0, p95Ms: 195 });
  for (let each = 1; each <= 5; each += 1) await readAfter(10_000);
  expect(await readAfter(10_000)).toEqual({ requests: 0, failed: 0, p95Ms: 0 });
});

test('where nobody asked for longer, it is as much as in a minute of that time', async () => {
  observe(40, 0.05);
  expect(await readAfter(240_000)).toMatchObject({ requests: 10, failed: 0 });
});

test('what took longer than the last bound took at least that', async () => {
  observe(10, 7);
  expect(await readAfter(1_000)).toMatchObject({ p95Ms: 1_000 });
});

test('who asks all the time loses nothing and keeps little', async () => {
  observe(6, 0.05);
  for (let each = 1; each <= 590; each += 1) await readAfter(100);
  expect(await readAfter(0)).toMatchObject({ requests: 6 });
  expect(await readAfter(2_000)).toMatchObject({ requests: 0 });
});
