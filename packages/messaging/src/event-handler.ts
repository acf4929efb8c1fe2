import type { EntityManager } from '@mikro-orm/postgresql';
import { parseEvent, type EventOf, type EventType } from '@payloom/event-contracts/catalogue';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { UnknownEventVersionError } from '@payloom/event-contracts/read-data';
import { ZodError } from 'zod';
import { UnhandleableEvent, type Broker, type Consumer } from './broker.ts';
import { subscriptionOf, type HandlerOptions } from './handler-subscription.ts';
import { forgetOldInboxEntries } from './inbox.ts';

const forgetEveryMs = 60 * 60 * 1_000;

/** What a consumer does with the events of its queue. */
export interface EventHandler {
  readonly queue: string;
  readonly patterns: readonly string[];
  /** Runs inside the transaction of the inbox row; what it records in `em` is committed with it. */
  readonly handle: (event: EventEnvelope, em: EntityManager) => Promise<void>;
  /**
   * How many events may share a transaction; one when left out. More suits a handler that only writes down what it is
   * told: what locks money stays alone, for a short time.
   */
  readonly batchSizeMax?: number | undefined;
}

interface TypedHandler<Type extends EventType> {
  queue: string;
  /** The event type, or several whose order matters to each other. */
  type: Type | readonly Type[];
  handle: (event: EventOf<Type>, em: EntityManager) => Promise<void>;
  batchSizeMax?: number;
}

/** A handler of these event types, whose data has been checked against its contract. */
export function defineEventHandler<Type extends EventType>(handler: TypedHandler<Type>): EventHandler;
/** A handler of all types that match its patterns. */
export function defineEventHandler(handler: EventHandler): EventHandler;
export function defineEventHandler<Type extends EventType>(
  handler: TypedHandler<Type> | EventHandler,
): EventHandler {
  if (!('type' in handler)) return handler;
  const { queue, type, handle, batchSizeMax } = handler;
  const types: readonly Type[] = typeof type === 'string' ? [type] : type;
  return {
    queue,
    patterns: types,
    handle: async (event, em) => handle(checkedEvent(types, event), em),
    batchSizeMax,
  };
}

/**
 * The event with its data checked. Throws UnhandleableEvent for one that breaks its contract, or that is of a contract
 * this process does not know: trying again would not help.
 */
function checkedEvent<Type extends EventType>(types: readonly Type[], event: EventEnvelope): EventOf<Type> {
  const type = types.find((each) => each === event.type);
  if (type === undefined)
    throw new UnhandleableEvent(`Expected an event of type ${types.join(' or ')}, got ${event.type}`);
  try {
    return parseEvent(type, event);
  } catch (error) {
    if (error instanceof UnknownEventVersionError)
      throw new UnhandleableEvent(error.message, { cause: error });
    if (!(error instanceof ZodError)) throw error;
    const problems = error.issues.map(({ path, message }) => `data.${path.join('.')}: ${message}`);
    throw new UnhandleableEvent(`${type} breaks its contract: ${problems.join('; ')}`, { cause: error });
  }
}

/**
 * Starts every handler on its queue. All queues stand before the first message is handled. When one cannot be started,
 * the others are stopped and it rejects.
 */
export async function consumeAll(
  broker: Pick<Broker, 'declare' | 'consume'>,
  orm: HandlerOptions['orm'],
  handlers: readonly EventHandler[],
  options: Omit<HandlerOptions, 'orm'> = {},
): Promise<Consumer> {
  await broker.declare(...handlers);
  const consumers: Consumer[] = [];
  const stopAll = () => Promise.all(consumers.map((consumer) => consumer.stop()));
  for (const handler of handlers) {
    try {
      consumers.push(await broker.consume(subscriptionOf(handler, { orm, ...options })));
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
