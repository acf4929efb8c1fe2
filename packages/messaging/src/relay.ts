import { setTimeout as delay } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import { Client } from 'pg';
import type { Logger } from 'pino';
import type { Broker } from './broker.ts';
import type { MessagingMetrics } from './metrics.ts';
import { onOutboxCommit } from './outbox-commits.ts';
import { beforeFirst, deleteRows, sequencesOf, takeBatch } from './outbox-batch.ts';
import { RelaySession } from './relay-session.ts';
import { retryDelayMs } from './retry-delay.ts';
import { WakeUp } from './wake-up.ts';

const pollEveryMsDefault = 1_000;
const standInPollMs = 250;
/** How often one that stands in may tell the leader what its own process has recorded. */
const tellEveryMs = 5;
const reconnectDelays = { retryDelayBaseMs: 100, retryDelayMaxMs: 5_000 };
/** Advisory lock of the one relay that publishes from this database: "outbox" in ASCII. */
export const relayLock = '122550254464888';
const connectTimeMaxMs = 10_000;
/** No query of the relay takes long; one that does was sent into a connection that is gone. */
const queryTimeMaxMs = 30_000;
const goodbyeTimeMaxMs = 1_000;

/** A relay looks at least once a second, unless it waits for the broker, which it does for ten. */
const silentTimeMaxMs = 20_000;

/**
 * What the connection of a relay is set to. What a crash takes of the last deletes is published twice, so none waits for the
 * disk. A leader whose machine is gone is noticed within half a minute, one whose process stands still when it has said
 * nothing for `silentMaxMs`: then its lock is free. The outbox is read by its index: what statistics say of a table that is
 * empty most of the time would have a backlog sorted at each look.
 */
export const relaySessionSql = (silentMaxMs = silentTimeMaxMs): string => `
  set synchronous_commit to off;
  set tcp_keepalives_idle to 10;
  set tcp_keepalives_interval to 5;
  set tcp_keepalives_count to 4;
  set idle_session_timeout to ${silentMaxMs};
  set enable_seqscan to off;
  set enable_bitmapscan to off`;

export interface RelayOptions {
  readonly orm: Pick<MikroORM, 'config' | 'em'>;
  readonly broker: Pick<Broker, 'publish'>;
  readonly log?: Pick<Logger, 'warn'> | undefined;
  readonly metrics?: MessagingMetrics | undefined;
  /** What is recorded is told at once; the poll is for what a process that died or has no relay did not tell. */
  readonly pollEveryMs?: number;
}

export interface Relay {
  /** Finishes what is in flight; what is left stays in the outbox. */
  stop(): Promise<void>;
}

/**
 * Publishes one batch of the outbox in order and takes it out once the broker has confirmed it. A crash in between
 * publishes it again: duplicates, never a loss. Resolves with the number published.
 */
export async function relayBatch(client: Client, broker: Pick<Broker, 'publish'>): Promise<number> {
  const { rows } = await takeBatch(client, { after: beforeFirst });
  if (rows.length === 0) return 0;
  await broker.publish(rows.map(({ event }) => event));
  await deleteRows(client, sequencesOf(rows));
  return rows.length;
}

class OutboxRelay implements Relay {
  readonly #options: RelayOptions;
  readonly #stopping = new AbortController();
  readonly #done: Promise<void>;
  readonly #wakeUp = new WakeUp();
  readonly #stopListening: () => void;
  #failures = 0;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#stopListening = onOutboxCommit(options.orm, () => this.#wakeUp.wake());
    this.#done = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wakeUp.wake();
    await this.#done;
    this.#stopListening();
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#session();
      } catch (err) {
        this.#failures += 1;
        const delayMs = retryDelayMs(this.#failures, reconnectDelays);
        this.#options.log?.warn({ err, delayMs }, 'the outbox relay was interrupted and starts again');
        await this.#pause(delayMs);
      }
    }
  }

  /** One connection's life: it waits for the lock, holds it and publishes until it fails or the relay stops. */
  async #session(): Promise<void> {
    const client = new Client({
      connectionString: this.#options.orm.config.get('clientUrl'),
      application_name: 'payloom-relay',
      connectionTimeoutMillis: connectTimeMaxMs,
      query_timeout: queryTimeMaxMs,
      keepAlive: true,
    });
    let broken: Error | undefined;
    client.on('notification', () => this.#wakeUp.wake());
    client.on('error', (error) => {
      broken = error;
      this.#wakeUp.wake();
    });
    const goesOn = () => {
      if (broken) throw broken;
      return !this.#stopping.signal.aborted;
    };
    try {
      await client.connect();
      await client.query(relaySessionSql());
      await this.#standIn(goesOn, client);
      await this.#publishWhile(goesOn, client);
    } finally {
      await Promise.race([
        client.end().catch(() => undefined),
        delay(goodbyeTimeMaxMs, undefined, { ref: false }),
      ]);
    }
  }

  /** Until it is the leader, which hears from it of events that were recorded here. */
  async #standIn(goesOn: () => boolean, client: Client): Promise<void> {
    while (goesOn() && !(await this.#isLeader(client))) {
      const recorded = await this.#wakeUp.rest(standInPollMs);
      if (!recorded || !goesOn()) continue;
      await client.query('notify outbox');
      await this.#pause(tellEveryMs);
    }
    if (goesOn()) await client.query('listen outbox');
  }

  async #publishWhile(goesOn: () => boolean, client: Client): Promise<void> {
    const { broker, metrics, pollEveryMs = pollEveryMsDefault } = this.#options;
    const onPublished = () => (this.#failures = 0);
    const wakeUp = this.#wakeUp;
    await new RelaySession({ client, broker, metrics, wakeUp, goesOn, onPublished, pollEveryMs }).run();
  }

  async #isLeader(client: Client): Promise<boolean> {
    const { rows } = await client.query<{ leader: boolean }>(
      `select pg_try_advisory_lock(${relayLock}) as leader`,
    );
    return rows[0]?.leader === true;
  }

  async #pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}

/**
 * Carries what `recordEvent` wrote to the broker, as soon as it is committed. Of several relays on one database one
 * publishes and the others stand in.
 */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  return new OutboxRelay(options);
}
