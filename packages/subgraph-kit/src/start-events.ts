import { setTimeout as delay } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import { consumerBindings } from '@payloom/event-contracts/consumers';
import type { Broker } from '@payloom/messaging/broker';
import { consumeAll, type EventHandler } from '@payloom/messaging/event-handler';
import type { MessagingMetrics } from '@payloom/messaging/metrics';
import { startRelay } from '@payloom/messaging/relay';
import { retryDelayMs } from '@payloom/messaging/retry-delay';
import type { Logger } from 'pino';
import { assertRegistered } from './registered-consumers.ts';

const startWaitMaxMsDefault = 5_000;
const tryAgainDelays = { retryDelayBaseMs: 200, retryDelayMaxMs: 5_000 };

/** Something that runs beside the requests until it is stopped. */
export interface Stoppable {
  stop(): Promise<void>;
}

export interface EventsOptions {
  readonly broker: Broker;
  readonly orm: MikroORM;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  readonly consumes: readonly EventHandler[];
  /** Tries before an event becomes a dead letter. */
  readonly attemptsMax?: number;
  readonly metrics?: MessagingMetrics;
  /** Other work that needs the broker; starts when every queue stands. */
  readonly work?: (() => Stoppable | Promise<Stoppable>) | undefined;
  /** How long a start waits for the broker; after that the process serves, and its events come when the broker does. */
  readonly startWaitMaxMs?: number;
}

export interface Events extends Stoppable {
  /** Whether queues stand, handlers run and the outbox is relayed. */
  isRunning(): boolean;
}

/** Declares, relays and consumes; what has been started is stopped again when a part of it fails. */
async function begin(options: EventsOptions): Promise<Stoppable> {
  const { broker, orm, log, consumes, attemptsMax, metrics, work } = options;
  await using opened = new AsyncDisposableStack();
  const keep = (part: Stoppable) => opened.defer(() => part.stop());
  // All queues of the platform before the relay: what is published before a consumer has ever run must find its queue.
  await broker.declare(...consumerBindings);
  // Stopped last, so that events of handlers under way can still leave.
  keep(await startRelay({ orm, broker, log, metrics }));
  keep(await consumeAll(broker, orm, consumes, { attemptsMax, metrics }));
  if (work) keep(await work());
  const running = opened.move();
  return { stop: () => running.disposeAsync() };
}

/**
 * Starts the event side of a process: declares the queues of the platform, relays the outbox, handles events. While the
 * broker is away this is tried again with backoff. Resolves when all of it runs, or when that takes longer than a start
 * should wait. Throws when a handler is not registered.
 */
export async function startEvents(options: EventsOptions): Promise<Events> {
  assertRegistered(options.consumes);
  const stopping = new AbortController();
  const { signal } = stopping;
  const pause = (ms: number) => delay(ms, undefined, { signal }).catch(() => undefined);
  let running: Stoppable | undefined;

  const beginUntilItWorks = async () => {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        running = await begin(options);
        if (attempt > 1) options.log.info('the events run now');
        return;
      } catch (err) {
        const delayMs = retryDelayMs(attempt, tryAgainDelays);
        options.log.warn({ err, delayMs }, 'the events could not be started and are tried again');
        await pause(delayMs);
      }
    }
  };
  const begun = beginUntilItWorks();
  await Promise.race([begun, pause(options.startWaitMaxMs ?? startWaitMaxMsDefault)]);

  const stop = async () => {
    stopping.abort();
    await begun;
    const started = running;
    running = undefined;
    await started?.stop();
  };
  return { isRunning: () => running !== undefined, stop };
}
