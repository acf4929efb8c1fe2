import type { EntityManager } from '@mikro-orm/postgresql';
import { consumers } from '@payloom/event-contracts/consumers';
import type { QueueState } from '@payloom/messaging/broker';
import { brokerUnavailable } from '@payloom/subgraph-kit/errors';
import { z } from 'zod';
import type { Context } from '../context.ts';

/** A queue with what its consumer is there for. `deadLetters` are those that are open, collected or not. */
export interface EventQueue extends QueueState {
  readonly description: string;
  readonly patterns: readonly string[];
}

const nothingThere = {
  waiting: 0,
  delayed: 0,
  underWay: 0,
  oldestAt: undefined,
  deadLetters: 0,
  consumers: 0,
};

interface QueuesContext extends Pick<Context, 'em'> {
  readonly broker: Pick<Context['broker'], 'inspect'>;
  readonly log: Pick<Context['log'], 'warn'>;
}

const openCountsSchema = z.array(z.object({ queue: z.string(), count: z.coerce.number().int() }));

async function countOpenByQueue(em: EntityManager): Promise<Map<string, number>> {
  const rows = await em.execute(
    `select queue, count(*) as count from dead_letters where status = 'OPEN' group by queue`,
  );
  return new Map(openCountsSchema.parse(rows).map(({ queue, count }) => [queue, count]));
}

/** Every consumer's queue as it stands now; one that no process has declared is empty. Throws BROKER_UNAVAILABLE. */
export async function listEventQueues({ em, broker, log }: QueuesContext): Promise<EventQueue[]> {
  const states = await broker.inspect(Object.keys(consumers)).catch((err: unknown) => {
    log.warn({ err }, 'queues could not be inspected');
    throw brokerUnavailable('The event broker does not answer; try again in a moment.');
  });
  const stateOf = new Map(states.map((state) => [state.queue, state]));
  const open = await countOpenByQueue(em);
  return Object.entries(consumers).map(([queue, { description, patterns }]) => {
    const state = stateOf.get(queue) ?? { ...nothingThere, queue };
    const deadLetters = state.deadLetters + (open.get(queue) ?? 0);
    return { ...state, queue, description, patterns, deadLetters };
  });
}
