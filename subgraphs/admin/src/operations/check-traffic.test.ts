import { checkTraffic } from './check-traffic.ts';

const answered = { service: 'auth', status: 'READY', failing: [], latencyMs: 5 } as const;
const calm = { requests: 100, failed: 1, p95Ms: 40 };
const check = (more: Partial<typeof calm>) =>
  checkTraffic([{ ...answered, traffic: { ...calm, ...more } }])[0];

test('what a service does is as its metrics say', () => {
  expect(check({})).toEqual({
    kind: 'TRAFFIC',
    name: 'auth',
    status: 'HEALTHY',
    troubles: [],
    figures: { requestsPerMinute: 100, failedPerMinute: 1, p95Ms: 40 },
  });
});

test.each([
  [{ failed: 5 }, ['FAILING']],
  [{ p95Ms: 1_000 }, ['SLOW']],
  [{ failed: 50, p95Ms: 3_000 }, ['FAILING', 'SLOW']],
])('it is strained at %j', (more, troubles) => {
  expect(check(more)).toMatchObject({ status: 'STRAINED', troubles });
});

test('a few requests say little', () => {
  expect(check({ requests: 19, failed: 19, p95Ms: 9_000 })).toMatchObject({
    status: 'HEALTHY',
    troubles: [],
  });
});

test('of a service that says nothing nobody knows', () => {
  expect(checkTraffic([answered])).toMatchObject([{ status: 'UNKNOWN', figures: {} }]);
});
