import { randomUUID } from 'node:crypto';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Logger } from 'pino';
import type { Broker, Consumer, DeadLetter, QueueBinding, QueueState, Subscription } from './broker.ts';
import { EmbeddedConsumer } from './embedded-consumer.ts';
import { EmbeddedDeadLetterConsumer } from './embedded-dead-letter-consumer.ts';
import type { Instance } from './journal-instances.ts';
import { JournalWatch } from './journal-watch.ts';
import { Journal } from './journal.ts';
import { Quarantine } from './quarantine.ts';
import type { RetryDelays } from './retry-delay.ts';

const defaultBounds = {
  concurrencyMax: 8,
  /** About two minutes of tries with the default delays: longer than a restart of the database takes. */
  attemptsMax: 12,
  drainTimeMaxMs: 5_000,
  trialTimeMaxMs: 5_000,
  retryDelayBaseMs: 100,
  retryDelayMaxMs: 30_000,
};
const beatEveryMs = 5_000;
/** How often an instance looks whether another one has ended. */
const lookAfterEveryMs = 1_000;
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
  /** How long other messages wait while one that may end the process is tried alone. */
  readonly trialTimeMaxMs?: number;
  /** Size of the journal, in pages of 4 KiB, beyond which publishing fails. */
  readonly journalPagesMax?: number;
}

/** Ids of the instances in this very process: a row with our pid and none of these is from before a restart. */
const instancesHere = new Set<string>();

function isGone({ id, pid, seenAtMs }: Instance): boolean {
  if (pid === process.pid) return !instancesHere.has(id);
  if (Date.now() - seenAtMs > silenceMaxMs) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH';
  }
}

class JournalBroker implements Broker {
  readonly #id = randomUUID();
  readonly #options: EmbeddedBrokerOptions;
  readonly #journal: Journal;
  readonly #consumers = new Set<EmbeddedConsumer>();
  readonly #collectors = new Set<EmbeddedDeadLetterConsumer>();
  readonly #quarantine: Quarantine;
  #publishingFailed: { readonly error: unknown } | undefined;
  readonly #watch: JournalWatch;
  #version = -1;
  #beatAtMs = 0;
  #lookedAfterAtMs = 0;

  constructor(options: EmbeddedBrokerOptions) {
    this.#options = options;
    this.#journal = new Journal(options.path, options.journalPagesMax);
    const { trialTimeMaxMs } = { ...defaultBounds, ...options };
    this.#quarantine = new Quarantine(this.#consumers, trialTimeMaxMs);
    this.#watch = new JournalWatch(options.path, () => this.#look());
    instancesHere.add(this.#id);
  }

  declare(...bindings: readonly QueueBinding[]): Promise<void> {
    return this.#attempt(() => this.#journal.declare(bindings));
  }

  publish(events: readonly EventEnvelope[]): Promise<void> {
    return this.#attempt(() => this.#publish(events));
  }

  /**
   * A call made before its caller can know that an earlier one failed counts on the earlier one, so its events are not
   * stored either. The rejection is known once the microtasks are through.
   */
  #publish(events: readonly EventEnvelope[]): void {
    if (this.#publishingFailed) {
      throw new Error('Publishing failed just before', { cause: this.#publishingFailed.error });
    }
    try {
      this.#journal.append(events);
    } catch (error) {
      this.#publishingFailed = { error };
      setImmediate(() => (this.#publishingFailed = undefined));
      throw error;
    }
  }

  redeliver(queue: string, event: EventEnvelope): Promise<void> {
    return this.#attempt(() => this.#journal.appendTo(queue, event));
  }

  async consume(subscription: Subscription): Promise<Consumer> {
    await this.declare(subscription);
    const { queue } = subscription;
    const { log, ...bounds } = { ...defaultBounds, ...this.#options };
    const consumer = new EmbeddedConsumer({
      journal: this.#journal,
      owner: this.#id,
      subscription,
      ...bounds,
      log,
      onSettled: (settled) => this.#pumpWhere((each) => each.queue === settled),
      onParked: () => this.#pumpCollectors(() => true),
    });
    this.#start();
    this.#journal.instances.startConsuming(this.#id, queue);
    this.#consumers.add(consumer);
    this.#pumpWhere((each) => each === consumer);
    return { stop: () => this.#stopConsumer(consumer) };
  }

  async #stopConsumer(consumer: EmbeddedConsumer): Promise<void> {
    await consumer.stop();
    this.#consumers.delete(consumer);
    if (!this.#journal.isOpen) return;
    const goesOn = [...this.#consumers].some(({ queue }) => queue === consumer.queue);
    if (!goesOn) this.#journal.instances.stopConsuming(this.#id, consumer.queue);
  }

  async consumeDeadLetters(
    queues: readonly string[],
    collect: (letter: DeadLetter) => Promise<void>,
  ): Promise<Consumer> {
    const { log, ...bounds } = { ...defaultBounds, ...this.#options };
    const collector = new EmbeddedDeadLetterConsumer({
      journal: this.#journal,
      owner: this.#id,
      queues,
      collect,
      ...bounds,
      log,
    });
    this.#start();
    this.#collectors.add(collector);
    const stop = async () => {
      await collector.stop();
      this.#collectors.delete(collector);
    };
    return { stop };
  }

  inspect(queues: readonly string[]): Promise<QueueState[]> {
    return this.#attempt(() => {
      this.#releaseGone();
      return this.#journal.inspect(queues);
    });
  }

  async ping(): Promise<boolean> {
    try {
      this.#journal.version();
      return true;
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    if (!this.#journal.isOpen) return;
    await Promise.all([...this.#consumers, ...this.#collectors].map((each) => each.stop()));
    this.#consumers.clear();
    this.#collectors.clear();
    this.#watch.stop();
    instancesHere.delete(this.#id);
    this.#leave();
  }

  /** Of two calls to close, one waits for consumers while the other may have closed the journal already. */
  #leave(): void {
    if (!this.#journal.isOpen) return;
    this.#journal.instances.leave(this.#id);
    this.#journal.close();
  }

  /** The journal answers at once; callers of the port see a promise either way. */
  async #attempt<T>(work: () => T): Promise<T> {
    return work();
  }

  /** From the first consumer on this instance says that it is alive, and looks for messages. */
  #start(): void {
    this.#beat(Date.now());
    this.#watch.start();
  }

  /**
   * Takes what there is, and returns when there is something to do though nobody writes. SQLite tells of other connections'
   * commits by a counter; reading it costs microseconds.
   */
  #look(): number {
    const nowMs = Date.now();
    try {
      if (nowMs - this.#beatAtMs >= beatEveryMs) this.#beat(nowMs);
      if (nowMs - this.#lookedAfterAtMs >= lookAfterEveryMs) this.#lookAfterOthers(nowMs);
      const version = this.#journal.version();
      const changed = version !== this.#version;
      this.#version = version;
      this.#pumpWhere((consumer) => changed || consumer.isDue(nowMs));
      this.#pumpCollectors((collector) => changed || collector.isDue(nowMs));
    } catch (err) {
      this.#options.log?.error({ err }, 'the broker journal could not be read');
    }
    return Math.min(...[...this.#consumers, ...this.#collectors].map(({ dueAtMs }) => dueAtMs));
  }

  #beat(nowMs: number): void {
    this.#beatAtMs = nowMs;
    const queues = [...this.#consumers].map(({ queue }) => queue);
    this.#journal.instances.beat({ id: this.#id, pid: process.pid, seenAtMs: nowMs }, queues);
  }

  #lookAfterOthers(nowMs: number): void {
    this.#lookedAfterAtMs = nowMs;
    this.#releaseGone();
    this.#journal.shrink(shrinkPagesMax);
    this.#quarantine.look(nowMs);
  }

  #releaseGone(): void {
    // What this connection frees itself does not change its version.
    if (this.#journal.instances.releaseGone(isGone) > 0) this.#version = -1;
  }

  #pumpWhere(wanted: (consumer: EmbeddedConsumer) => boolean): void {
    if (!this.#journal.isOpen || this.#isHeldBack()) return;
    for (const consumer of this.#consumers) if (wanted(consumer)) this.#pump(consumer);
  }

  /** While a message is tried alone, consumers wait; when that is over, all of them look what there is. */
  #isHeldBack(): boolean {
    try {
      if (!this.#quarantine.blocks(Date.now())) return false;
    } catch (err) {
      this.#options.log?.error({ err }, 'the broker journal could not be read');
    }
    this.#version = -1;
    return true;
  }

  #pumpCollectors(wanted: (collector: EmbeddedDeadLetterConsumer) => boolean): void {
    if (!this.#journal.isOpen) return;
    for (const collector of this.#collectors) if (wanted(collector)) this.#pump(collector);
  }

  #pump(consumer: EmbeddedConsumer | EmbeddedDeadLetterConsumer): void {
    try {
      consumer.pump();
    } catch (err) {
      consumer.pumpLater(Date.now());
      this.#options.log?.error({ err }, 'the broker journal could not be read');
    }
  }
}

/** The broker of the embedded mode: a journal file that every process of the installation opens. */
export async function openEmbeddedBroker(options: EmbeddedBrokerOptions): Promise<Broker> {
  return new JournalBroker(options);
}
