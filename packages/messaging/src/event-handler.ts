import type { EntityManager } from '@mikro-orm/postgresql';
import { parseEvent, type EventOf, type EventType } from '@payloom/event-contracts/catalogue';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Broker, Consumer } from './broker.ts';
import { forgetOldInboxEntries, handleOnce } from './inbox.ts';

const forgetEveryMs = 60 * 60 * 1_000;

/** What a consumer does with the events of its queue. */
export interface EventHandler {
  readonly queue: string;
  readonly patterns: readonly string[];
  /** Runs inside the transaction of the inbox row; what it records in `em` is committed with it. */
  readonly handle: (event: EventEnvelope, em: EntityManager) => Promise<void>;
}

interface TypedHandler<Type extends EventType> {
  queue: string;
  type: Type;
  handle: (event: EventOf<Type>, em: EntityManager) => Promise<void>;
}

/** A handler of one event type, whose data has been checked against its contract. */
export function defineEventHandler<Type extends EventType>(handler: TypedHandler<Type>): EventHandler;
/** A handler of all types that match its patterns. */
export function defineEventHandler(handler: EventHandler): EventHandler;
export function defineEventHandler<Type extends EventType>(
  handler: TypedHandler<Type> | EventHandler,
): EventHandler {
  if (!('type' in handler)) return handler;
  const { queue, type, handle } = handler;
  return { queue, patterns: [type], handle: async (event, em) => handle(parseEvent(type, event), em) };
}

/**
 * Starts every handler on its queue. All queues stand before the first message is handled. When one cannot be started,
 * the others are stopped and it rejects.
 */
export async function consumeAll(
  broker: Broker,
  orm: { readonly em: EntityManager },
  handlers: readonly EventHandler[],
): Promise<Consumer> {
  await broker.declare(...handlers);
  const consumers: Consumer[] = [];
  const stopAll = () => Promise.all(consumers.map((consumer) => consumer.stop()));
  for (const { queue, patterns, handle } of handlers) {
    const once = async (event: EventEnvelope) => {
      await handleOnce(orm.em, queue, event, (em) => handle(event, em));
    };
    try {
      consumers.push(await broker.consume({ queue, patterns, handle: once }));
    } catch (error) {
      await stopAll();
      throw error;
    }
  }
  // A failed round is made up for by the next one; a database that is away shows elsewhere.
  const forget = () => void forgetOldInboxEntries(orm.em).catch(() => undefined);
  const timer = setInterval(forget, forgetEveryMs).unref();
  const stop = async () => {
    clearInterval(timer);
    await stopAll();
  };
  return { stop };
}
