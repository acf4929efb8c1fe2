import { consumers, isConsumerQueue } from '@payloom/event-contracts/consumers';
import type { EventHandler } from '@payloom/messaging/event-handler';

/**
 * Throws when a handler's queue is not among the platform's consumers, or is there with other patterns: each process
 * declares what is registered, so any other queue would miss what was published before its own process ran.
 */
export function assertRegistered(handlers: readonly Pick<EventHandler, 'queue' | 'patterns'>[]): void {
  for (const { queue, patterns } of handlers) {
    if (!isConsumerQueue(queue))
      throw new Error(`Queue ${queue}: expected a consumer of event-contracts/src/consumers.ts`);
    const registered = consumers[queue].patterns.toSorted().join(', ');
    const handled = patterns.toSorted().join(', ');
    if (registered !== handled)
      throw new Error(
        `Queue ${queue}: expected a handler of ${registered}, as registered, found one of ${handled}`,
      );
  }
}
