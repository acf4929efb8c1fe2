import { peopleCount, planOf, replicaNames } from './plan.ts';

const plan = planOf(7, 2_000);

it('follows from the seed alone', () => {
  expect(planOf(7, 2_000)).toEqual(plan);
  expect(planOf(8, 2_000).faults).not.toEqual(plan.faults);
});

it('breaks everything there is, each replica several times', () => {
  const kinds = new Set(plan.faults.map(({ kind }) => kind));
  expect([...kinds].toSorted()).toEqual([
    'cut all connections',
    'cut within a confirm',
    'cut within an ack',
    'cut within an event',
    'kill',
    'kill PostgreSQL',
    'kill RabbitMQ',
    'publish again',
    'refuse connections',
  ]);
  for (const name of replicaNames) {
    const kills = plan.faults.filter((fault) => fault.kind === 'kill' && fault.replica === name);
    expect(kills.length).toBeGreaterThan(1);
  }
});

it('has everything happen while there is traffic, and in order', () => {
  const times = plan.faults.map(({ atMs }) => atMs);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  expect(Math.max(...times)).toBeLessThan(plan.trafficMs);
});

it('has nobody pay themselves', () => {
  expect(plan.payments.filter(({ payer, payee }) => payer === payee)).toEqual([]);
  expect(new Set(plan.payments.map(({ payer }) => payer)).size).toBe(peopleCount);
});
