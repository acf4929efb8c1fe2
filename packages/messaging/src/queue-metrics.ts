import { Gauge, type Registry } from 'prom-client';
import type { QueueState } from './broker.ts';

/** What a process that looks at the queues tells of them: how deep each is, and how many consume it. */
export interface QueueMetrics {
  /** The queues as they stand; undefined where the broker does not say, so that no older figure stands for a present one. */
  observe(queues: readonly QueueState[] | undefined): void;
}

/** Makes the figures of single queues. Of several replicas each tells them: ask for the highest, not for the sum. */
export function createQueueMetrics(registry: Registry): QueueMetrics {
  const registers = [registry];
  const events = new Gauge<'queue' | 'state'>({
    name: 'payloom_queue_events',
    help: 'Events in a queue, by whether they are ready, under way, delayed for another try, or dead letters that are open.',
    labelNames: ['queue', 'state'],
    registers,
  });
  const consumers = new Gauge<'queue'>({
    name: 'payloom_queue_consumers',
    help: 'Processes that consume a queue, those that stand by included.',
    labelNames: ['queue'],
    registers,
  });
  return {
    observe: (queues = []) => {
      events.reset();
      consumers.reset();
      for (const { queue, waiting, delayed, underWay, deadLetters, consumers: processes } of queues) {
        // Who looks at a queue while it moves may count an event on both sides.
        events.set({ queue, state: 'ready' }, Math.max(0, waiting - delayed - underWay));
        events.set({ queue, state: 'under_way' }, underWay);
        events.set({ queue, state: 'delayed' }, delayed);
        events.set({ queue, state: 'dead' }, deadLetters);
        consumers.set({ queue }, processes);
      }
    },
  };
}
