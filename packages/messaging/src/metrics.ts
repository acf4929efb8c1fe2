import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { OutboxState } from './outbox-state.ts';

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** An event may have waited for a database or a broker that was away. */
const waitSecondsBuckets = [...secondsBuckets, 30, 60, 300, 1_800];

/** What became of a delivery: it had its effect, had had it before, is tried again, or became a dead letter. */
export type Outcome = 'handled' | 'duplicate' | 'retried' | 'dead';

/** What a process counts of the events it publishes and handles. The outbox is measured when it is asked for. */
export function createMessagingMetrics(registry: Registry, readOutbox: () => Promise<OutboxState>) {
  const registers = [registry];
  outboxGauges(registers, readOutbox);
  return { ...relayMetrics(registers), ...handlerMetrics(registers) };
}

export type MessagingMetrics = ReturnType<typeof createMessagingMetrics>;

function outboxGauges(registers: Registry[], readOutbox: () => Promise<OutboxState>): void {
  const unknown: OutboxState = { depth: Number.NaN, ageSeconds: Number.NaN };
  let reading: Promise<OutboxState> | undefined;
  // One question for both gauges. A database that is away shows in `/readyz` and must not take the other figures along.
  const read = () =>
    (reading ??= readOutbox()
      .catch(() => unknown)
      .finally(() => (reading = undefined)));
  new Gauge({
    name: 'payloom_outbox_depth',
    help: 'Events in the outbox that no broker has confirmed, counted up to 10000.',
    registers,
    async collect() {
      this.set((await read()).depth);
    },
  });
  new Gauge({
    name: 'payloom_outbox_age_seconds',
    help: 'Age of the oldest event in the outbox; 0 when it is empty.',
    registers,
    async collect() {
      this.set((await read()).ageSeconds);
    },
  });
}

function relayMetrics(registers: Registry[]) {
  return {
    published: new Counter<'type' | 'currency'>({
      name: 'payloom_events_published_total',
      help: 'Events of the outbox that the broker has confirmed, by type, and by currency where one is about an amount.',
      labelNames: ['type', 'currency'],
      registers,
    }),
    publishFailures: new Counter({
      name: 'payloom_events_publish_failures_total',
      help: 'Batches of the outbox that the broker did not confirm; they are published again.',
      registers,
    }),
    publishSeconds: new Histogram({
      name: 'payloom_events_publish_seconds',
      help: 'Time until the broker confirmed a batch of the outbox.',
      buckets: secondsBuckets,
      registers,
    }),
  };
}

function handlerMetrics(registers: Registry[]) {
  return {
    handled: new Counter<'queue' | 'outcome'>({
      name: 'payloom_events_handled_total',
      help: 'Deliveries to a handler, by queue and by what became of them: handled, duplicate, retried, dead.',
      labelNames: ['queue', 'outcome'],
      registers,
    }),
    handleSeconds: new Histogram<'queue'>({
      name: 'payloom_event_handle_seconds',
      help: 'Time of one transaction of a handler, of one event or of several, by queue.',
      labelNames: ['queue'],
      buckets: secondsBuckets,
      registers,
    }),
    commitToEffectSeconds: new Histogram<'queue'>({
      name: 'payloom_event_commit_to_effect_seconds',
      help: 'Time from recording an event to its committed effect, by queue.',
      labelNames: ['queue'],
      buckets: waitSecondsBuckets,
      registers,
    }),
  };
}
