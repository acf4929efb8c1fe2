import { barMaximum, isUnattended, queueHealth } from './queue-health.ts';

const calm = { waiting: 0, delayed: 0, consumers: 2 };

test('a queue with waiting events and nobody to handle them is unattended; an empty one is not', () => {
  expect(isUnattended({ ...calm, waiting: 1, consumers: 0 })).toBe(true);
  expect(isUnattended({ ...calm, waiting: 1 })).toBe(false);
  expect(isUnattended({ ...calm, consumers: 0 })).toBe(false);
});

test('of all queues the worst is told', () => {
  const delayed = { ...calm, waiting: 3, delayed: 2 };
  expect(queueHealth([calm, { ...calm, waiting: 9 }])).toBe('well');
  expect(queueHealth([calm, delayed])).toBe('retrying');
  expect(queueHealth([delayed, { ...calm, waiting: 1, consumers: 0 }])).toBe('unattended');
});

test('bars are measured by the longest, but a single event is no full bar', () => {
  expect(barMaximum([0, 1])).toBe(10);
  expect(barMaximum([3, 400])).toBe(400);
});
