import { Registry } from 'prom-client';
import { createQueueMetrics } from './queue-metrics.ts';

const bells = {
  queue: 'bells.bells.ring',
  waiting: 7,
  delayed: 2,
  underWay: 1,
  deadLetters: 3,
  consumers: 2,
  oldestAt: undefined,
};

it('tells how deep each queue is by what becomes of its events, and who consumes it', async () => {
  const registry = new Registry();
  createQueueMetrics(registry).observe([bells]);
  const told = await registry.metrics();
  for (const line of [
    'payloom_queue_events{queue="bells.bells.ring",state="ready"} 4',
    'payloom_queue_events{queue="bells.bells.ring",state="under_way"} 1',
    'payloom_queue_events{queue="bells.bells.ring",state="delayed"} 2',
    'payloom_queue_events{queue="bells.bells.ring",state="dead"} 3',
    'payloom_queue_consumers{queue="bells.bells.ring"} 2',
  ])
    expect(told).toContain(line);
});

it('tells no figure of before once the broker says nothing, or a queue is gone', async () => {
  const registry = new Registry();
  const metrics = createQueueMetrics(registry);
  metrics.observe([bells]);
  metrics.observe(undefined);
  expect(await registry.metrics()).not.toContain('bells.bells.ring');
});

it('tells no queue of less than nothing, which moved while it was looked at', async () => {
  const registry = new Registry();
  createQueueMetrics(registry).observe([{ ...bells, waiting: 0 }]);
  expect(await registry.metrics()).toContain('{queue="bells.bells.ring",state="ready"} 0');
});
