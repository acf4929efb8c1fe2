import { randomUUID } from 'node:crypto';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Logger } from 'pino';
import type { Broker, Consumer, DeadLetter, QueueBinding, Subscription } from './broker.ts';
import { EmbeddedConsumer } from './embedded-consumer.ts';
import { Journal } from './journal.ts';
import type { RetryDelays } from './retry-delay.ts';

const defaultBounds = {
  concurrencyMax: 8,
  /** About two minutes of tries with the default delays: longer than a restart of the database takes. */
  attemptsMax: 12,
  drainTimeMaxMs: 5_000,
  retryDelayBaseMs: 100,
  retryDelayMaxMs: 30_000,
};
const pollEveryMs = 15;
const beatEveryMs = 1_000;
/** A process that hangs this long loses what it had claimed; one that has ended loses it at once. */
const silenceMaxMs = 30_000;
const shrinkPagesMax = 256;

export interface EmbeddedBrokerOptions extends Partial<RetryDelays> {
  /** The journal file, which all processes of one installation share. */
  readonly path: string;
  readonly log?: Pick<Logger, 'warn' | 'error'>;
  /** Messages one consumer handles at the same time, each of another subject. */
  readonly concurrencyMax?: number;
  /** Tries before a message becomes a dead letter, where the subscription does not say. */
  readonly attemptsMax?: number;
  /** How long stopping waits for messages under way. */
  readonly drainTimeMaxMs?: number;
}

export interface EmbeddedBroker extends Broker {
  /** The newest dead letters of all queues, at most a thousand. */
  deadLetters(): Promise<DeadLetter[]>;
}

/** Ids of the instances in this very process: a row with our pid and none of these is from before a restart. */
const instancesHere = new Set<string>();

function isGone({ id, pid, seenAtMs }: { id: string; pid: number; seenAtMs: number }): boolean {
  if (pid === process.pid) return !instancesHere.has(id);
  if (Date.now() - seenAtMs > silenceMaxMs) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH';
  }
}

class JournalBroker implements EmbeddedBroker {
  readonly #id = randomUUID();
  readonly #options: EmbeddedBrokerOptions;
  readonly #journal: Journal;
  readonly #consumers = new Set<EmbeddedConsumer>();
  #timer: NodeJS.Timeout | undefined;
  #version = -1;
  #beatAtMs = 0;

  constructor(options: EmbeddedBrokerOptions) {
    this.#options = options;
    this.#journal = new Journal(options.path);
    instancesHere.add(this.#id);
  }

  declare(...bindings: readonly QueueBinding[]): Promise<void> {
    return this.#attempt(() => {
      for (const { queue, patterns } of bindings) this.#journal.declare(queue, patterns);
    });
  }

  publish(events: readonly EventEnvelope[]): Promise<void> {
    return this.#attempt(() => this.#journal.append(events));
  }

  async consume(subscription: Subscription): Promise<Consumer> {
    await this.declare(subscription);
    this.#beat(Date.now());
    const { log, ...bounds } = { ...defaultBounds, ...this.#options };
    const consumer = new EmbeddedConsumer({
      journal: this.#journal,
      owner: this.#id,
      subscription,
      ...bounds,
      log,
      onSettled: (queue) => this.#pumpWhere((each) => each.queue === queue),
    });
    this.#consumers.add(consumer);
    this.#timer ??= setInterval(() => this.#poll(), pollEveryMs);
    this.#pumpWhere((each) => each === consumer);
    const stop = async () => {
      await consumer.stop();
      this.#consumers.delete(consumer);
    };
    return { stop };
  }

  async ping(): Promise<boolean> {
    try {
      this.#journal.version();
      return true;
    } catch {
      return false;
    }
  }

  deadLetters(): Promise<DeadLetter[]> {
    return this.#attempt(() => this.#journal.deadLetters());
  }

  async close(): Promise<void> {
    if (!this.#journal.isOpen) return;
    await Promise.all([...this.#consumers].map((consumer) => consumer.stop()));
    this.#consumers.clear();
    clearInterval(this.#timer);
    instancesHere.delete(this.#id);
    this.#leave();
  }

  /** Of two calls to close, one waits for consumers while the other may have closed the journal already. */
  #leave(): void {
    if (!this.#journal.isOpen) return;
    this.#journal.forget(this.#id);
    this.#journal.close();
  }

  /** The journal answers at once; callers of the port see a promise either way. */
  async #attempt<T>(work: () => T): Promise<T> {
    return work();
  }

  /** SQLite tells of other connections' commits by a counter; reading it costs microseconds. */
  #poll(): void {
    const nowMs = Date.now();
    try {
      if (nowMs - this.#beatAtMs >= beatEveryMs) this.#beat(nowMs);
      const version = this.#journal.version();
      const changed = version !== this.#version;
      this.#version = version;
      this.#pumpWhere((consumer) => changed || consumer.isDue(nowMs));
    } catch (err) {
      this.#options.log?.error({ err }, 'the broker journal could not be read');
    }
  }

  #beat(nowMs: number): void {
    this.#beatAtMs = nowMs;
    this.#journal.beat(this.#id, process.pid, nowMs);
    const gone = this.#journal.releaseGone(isGone);
    this.#journal.shrink(shrinkPagesMax);
    if (gone > 0) this.#pumpWhere(() => true);
  }

  #pumpWhere(wanted: (consumer: EmbeddedConsumer) => boolean): void {
    if (!this.#journal.isOpen) return;
    for (const consumer of this.#consumers) {
      if (!wanted(consumer)) continue;
      try {
        consumer.pump();
      } catch (err) {
        consumer.pumpLater(Date.now());
        this.#options.log?.error({ err, queue: consumer.queue }, 'the broker journal could not be read');
      }
    }
  }
}

/** The broker of the embedded mode: a journal file that every process of the installation opens. */
export async function openEmbeddedBroker(options: EmbeddedBrokerOptions): Promise<EmbeddedBroker> {
  return new JournalBroker(options);
}
