import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { UnhandleableEvent, type Delivery, type Subscription } from './broker.ts';
import type { EventHandler } from './event-handler.ts';
import { handleAllOnce } from './inbox.ts';
import type { MessagingMetrics } from './metrics.ts';
import { inEventSpan } from './event-spans.ts';

export interface HandlerOptions {
  readonly orm: { readonly em: EntityManager };
  /** Tries before an event becomes a dead letter; the broker's own number when left out. */
  readonly attemptsMax?: number | undefined;
  readonly metrics?: MessagingMetrics | undefined;
}

/** A handler as the broker takes it: each event has its effect once, in the trace it belongs to, and is counted. */
export function subscriptionOf(
  { queue, patterns, handle, batchSizeMax }: EventHandler,
  { orm, attemptsMax, metrics }: HandlerOptions,
): Subscription {
  const effect: EventHandler['handle'] = (event, em) =>
    inEventSpan('process', queue, event, () => handle(event, em));
  // Alone, an event's inbox row and the commit belong to its trace as well; several at once share them.
  const handleAlone = (event: EventEnvelope) =>
    inEventSpan('process', queue, event, () => handleAllOnce(orm.em, queue, [event], handle));

  const handleAll = async (events: readonly EventEnvelope[]) => {
    const stopTimer = metrics?.handleSeconds.startTimer({ queue });
    const [first, ...others] = events;
    const handled =
      first && others.length === 0 ? handleAlone(first) : handleAllOnce(orm.em, queue, events, effect);
    const took = await handled.finally(stopTimer);
    metrics?.handled.inc({ queue, outcome: 'handled' }, took.length);
    metrics?.handled.inc({ queue, outcome: 'duplicate' }, events.length - took.length);
    const nowMs = Date.now();
    for (const { time } of took)
      metrics?.commitToEffectSeconds.observe({ queue }, (nowMs - Date.parse(time)) / 1_000);
  };

  const handleOne = async (event: EventEnvelope, { attempt }: Delivery) => {
    try {
      await handleAll([event]);
    } catch (error) {
      const isLast = error instanceof UnhandleableEvent || attempt >= (attemptsMax ?? Infinity);
      metrics?.handled.inc({ queue, outcome: isLast ? 'dead' : 'retried' });
      throw error;
    }
  };

  const batches = batchSizeMax === undefined ? {} : { handleBatch: handleAll, batchSizeMax };
  return { queue, patterns, attemptsMax, handle: handleOne, ...batches };
}
