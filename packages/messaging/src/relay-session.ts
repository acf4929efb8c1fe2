import { setTimeout as delay } from 'node:timers/promises';
import { SpanKind } from '@opentelemetry/api';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Client } from 'pg';
import type { Broker } from './broker.ts';
import { z } from 'zod';
import { spanEvents } from './event-spans.ts';
import type { MessagingMetrics } from './metrics.ts';
import {
  beforeFirst,
  deleteRows,
  sequencesOf,
  takeBatch,
  type OutboxBatch,
  type OutboxRow,
} from './outbox-batch.ts';
import { OutboxPlace } from './outbox-place.ts';
import type { WakeUp } from './wake-up.ts';

/** Batches that the broker is confirming while the next one is looked for. */
const batchesInFlightMax = 4;
/** How soon to look again after rows that an unfinished transaction holds back. */
const heldBackPollMs = 5;
/** How long confirmed rows wait in the table for the next look that takes them out on its way. */
const tidyAfterMs = 20;
/**
 * Looks are at least so far apart while events keep coming: each look, publish and batch of a consumer then carries several.
 * The first event after a rest is looked for at once.
 */
const lookEveryMs = 5;
const sweepEveryMs = 1_000;
/** Sweeping takes at most this part of the time: one in so many. */
const sweepPauseFactor = 20;

const amountSchema = z.object({ amount: z.object({ currency: z.string().regex(/^[A-Z]{3}$/) }) });

/** Of the amount an event is about; empty where it is about none. */
const currencyOf = ({ data }: EventEnvelope): string =>
  amountSchema.safeParse(data).data?.amount.currency ?? '';

const publishName = ({ type }: EventEnvelope) => `publish ${type}`;

export interface RelaySessionOptions {
  /** A connection that holds the lock of the relay for as long as it lives. */
  readonly client: Client;
  readonly broker: Pick<Broker, 'publish'>;
  /** Woken when something was recorded or the session should end. */
  readonly wakeUp: WakeUp;
  readonly pollEveryMs: number;
  /** Throws when the session has to end, is false when it should. */
  readonly goesOn: () => boolean;
  readonly onPublished: () => void;
  readonly metrics?: MessagingMetrics | undefined;
}

/**
 * Publishes the outbox while it is the leader, several batches at once.
 *
 * Why the first occurrences of events stay in order, whoever dies: every look finds all committed rows that are not with
 * the broker yet, so an event is found with, or after, those of its subject that were committed before it; `publish` is
 * called in the order of the rows, and of two events of one subject the broker never stores the later one without the
 * earlier one, also across calls that overlap. Rows leave the table only when the broker has confirmed them. So whatever is
 * published again, by this session after a failure or by another leader, starts at or before the first row that is not
 * certain, and all that a late publish of a former leader can add is a duplicate of what stands in the table or has been
 * confirmed.
 */
export class RelaySession {
  readonly #options: RelaySessionOptions;
  /** What is being confirmed, with the numbers of its rows. */
  readonly #inFlight = new Map<Promise<void>, readonly string[]>();
  /** Confirmed, and still in the table. */
  #confirmed: string[] = [];
  #failure: { readonly error: unknown } | undefined;
  readonly #place = new OutboxPlace();
  #sweepAtMs = Date.now() + sweepEveryMs;

  constructor(options: RelaySessionOptions) {
    this.#options = options;
  }

  /** Publishes until it should end or something fails; in either case everything in flight has settled then. */
  async run(): Promise<void> {
    try {
      while (this.#goesOn()) await this.#step();
    } finally {
      await Promise.all(this.#inFlight.keys());
      // What stays behind, because the connection is gone, is published twice.
      await deleteRows(this.#options.client, this.#confirmed).catch(() => undefined);
    }
    if (this.#failure) throw this.#failure.error;
  }

  #goesOn(): boolean {
    if (this.#failure) throw this.#failure.error;
    return this.#options.goesOn();
  }

  async #step(): Promise<void> {
    const nextLookAtMs = performance.now() + lookEveryMs;
    this.#options.wakeUp.clear();
    const { rows, behind } = await this.#look();
    // The lock was held when the rows were read. Nothing is awaited in between.
    if (rows.length > 0 && this.#goesOn()) this.#publish(rows);
    if (this.#inFlight.size >= batchesInFlightMax) await Promise.race(this.#inFlight.keys());
    else if (behind !== 'more') await this.#rest(behind, nextLookAtMs);
  }

  async #rest(behind: OutboxBatch['behind'], nextLookAtMs: number): Promise<void> {
    await this.#options.wakeUp.rest(behind === 'held back' ? heldBackPollMs : this.#restMs());
    const earlyMs = nextLookAtMs - performance.now();
    if (earlyMs > 0) await delay(earlyMs);
  }

  #restMs(): number {
    const hasToTidy = this.#inFlight.size + this.#confirmed.length > 0;
    return hasToTidy ? tidyAfterMs : this.#options.pollEveryMs;
  }

  /**
   * Reads on from where nothing can appear any more and, once in a while, from the first row on: in tables made by an
   * earlier version a number was drawn just before its transaction got an id. Not each time, because rows taken out cost
   * time until they are vacuumed: as long as some old transaction goes on, a hundred thousand of them cost a third of a
   * second.
   */
  async #look(): Promise<OutboxBatch> {
    const { client } = this.#options;
    const confirmed = this.#confirmed;
    this.#confirmed = [];
    const startedAtMs = Date.now();
    const fromFirst = startedAtMs >= this.#sweepAtMs;
    const after = fromFirst ? beforeFirst : this.#place.after;
    const batch = await takeBatch(client, { after, except: [...this.#inFlight.values()].flat(), confirmed });
    this.#place.took(batch);
    const tookMs = Date.now() - startedAtMs;
    if (fromFirst) this.#sweepAtMs = Date.now() + Math.max(sweepEveryMs, tookMs * sweepPauseFactor);
    return batch;
  }

  #publish(rows: readonly OutboxRow[]): void {
    const sequences = sequencesOf(rows);
    const settled = this.#confirm(rows)
      .then(
        () => void this.#confirmed.push(...sequences),
        (error: unknown) => {
          this.#failure ??= { error };
          this.#options.wakeUp.wake();
        },
      )
      .finally(() => this.#inFlight.delete(settled));
    this.#inFlight.set(settled, sequences);
  }

  async #confirm(rows: readonly OutboxRow[]): Promise<void> {
    const { broker, metrics, onPublished } = this.#options;
    const stopTimer = metrics?.publishSeconds.startTimer();
    const events = rows.map(({ event }) => event);
    const publishing = spanEvents(publishName, SpanKind.PRODUCER, 'publish', events);
    try {
      await broker.publish(publishing.events);
      publishing.end();
    } catch (error) {
      publishing.end(error);
      metrics?.publishFailures.inc();
      throw error;
    }
    stopTimer?.();
    for (const event of events) metrics?.published.inc({ type: event.type, currency: currencyOf(event) });
    onPublished();
  }
}
