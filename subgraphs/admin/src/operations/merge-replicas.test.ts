import type { HealthCheck } from './check-service.ts';
import { mergeReplicas } from './merge-replicas.ts';

const ready: HealthCheck = {
  service: 'payments',
  status: 'READY',
  failing: [],
  latencyMs: 4,
  handledLastMinute: { 'payments.wallets.open': 3, 'payments.payments.process': 7 },
  traffic: { requests: 60, failed: 1, p95Ms: 20 },
};
const busy: HealthCheck = {
  ...ready,
  latencyMs: 9,
  handledLastMinute: { 'payments.wallets.open': 4 },
  traffic: { requests: 40, failed: 2, p95Ms: 50 },
};
const down: HealthCheck = { service: 'payments', status: 'DOWN', failing: [], latencyMs: null };

test('one replica speaks for itself', () => {
  expect(mergeReplicas([ready])).toBe(ready);
});

test('replicas do the work together, and have one inbox', () => {
  expect(mergeReplicas([ready, busy])).toEqual({
    service: 'payments',
    status: 'READY',
    failing: [],
    latencyMs: 9,
    handledLastMinute: { 'payments.wallets.open': 4, 'payments.payments.process': 7 },
    traffic: { requests: 100, failed: 3, p95Ms: 50 },
  });
});

test('a service is as the worst of its replicas', () => {
  const cut: HealthCheck = { ...busy, status: 'NOT_READY', failing: ['broker'] };
  expect(mergeReplicas([ready, cut])).toMatchObject({ status: 'NOT_READY', failing: ['broker'] });
  expect(mergeReplicas([cut, down])).toMatchObject({ status: 'DOWN', failing: ['broker'], latencyMs: 9 });
  expect(mergeReplicas([down, down])).toEqual(down);
});
