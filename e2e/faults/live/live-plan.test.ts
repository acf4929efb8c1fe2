import { gatewayNames, livePeopleCount, livePlanOf } from './live-plan.ts';

const plan = livePlanOf(7, 2_000, 200);

it('follows from the seed alone', () => {
  expect(livePlanOf(7, 2_000, 200)).toEqual(plan);
  expect(livePlanOf(8, 2_000, 200).faults).not.toEqual(plan.faults);
});

it('breaks everything there is, each gateway several times', () => {
  const kinds = new Set(plan.faults.map(({ kind }) => kind));
  expect([...kinds].toSorted()).toEqual([
    'cut RabbitMQ',
    'cut Redis',
    'cut clients',
    'empty Redis',
    'kill',
    'kill RabbitMQ',
    'kill Redis',
    'pause Redis',
    'refuse RabbitMQ',
    'refuse Redis',
    'stop',
  ]);
  for (const name of gatewayNames) {
    const broken = plan.faults.filter(
      (fault) => (fault.kind === 'kill' || fault.kind === 'stop') && fault.gateway === name,
    );
    expect(broken.length).toBeGreaterThan(2);
  }
});

it('empties Redis once, and has most of the traffic come behind that', () => {
  const emptied = plan.faults.filter(({ kind }) => kind === 'empty Redis');
  expect(emptied).toHaveLength(1);
  expect(emptied[0]?.atMs).toBeLessThan(plan.trafficMs / 3);
});

it('has everybody subscribed to by several, over both transports, with and without more than the event tells', () => {
  const by = Map.groupBy(plan.subscribers, ({ person }) => person);
  expect(by.size).toBe(livePeopleCount + 1);
  expect(by.get('administrator')?.length).toBeGreaterThan(2);
  const kinds = plan.subscribers.map(({ transport, isHydrated }) => `${transport} ${isHydrated}`);
  expect(new Set(kinds).size).toBe(4);
});

it('has everything happen while there is traffic, and in order', () => {
  for (const timed of [plan.faults, plan.moves, plan.payments]) {
    const all = timed.map(({ atMs }) => atMs);
    expect(all).toEqual(all.toSorted((one, other) => one - other));
    expect(Math.max(...all)).toBeLessThanOrEqual(plan.trafficMs);
  }
});
