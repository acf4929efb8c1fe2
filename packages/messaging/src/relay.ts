import { setTimeout as delay } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import { envelopeSchema } from '@payloom/event-contracts/envelope';
import { Client } from 'pg';
import type { Logger } from 'pino';
import type { Broker } from './broker.ts';
import { retryDelayMs } from './retry-delay.ts';

const batchSizeMax = 500;
/** Notifications come at once; the poll is for those a lost connection swallowed. */
const pollEveryMs = 1_000;
/** How soon to look again after rows that an unfinished transaction holds back. */
const heldBackPollMs = 5;
const standInPollMs = 250;
const reconnectDelays = { retryDelayBaseMs: 100, retryDelayMaxMs: 5_000 };
/** Advisory lock of the one relay that publishes from this database: "outbox" in ASCII. */
const relayLock = '122550254464888';

/*
 * Sequences are drawn before commits, so a row may appear behind others that were there first. Rows of a transaction
 * older than every unfinished one have all their predecessors beside them; the first row that is not ends the batch.
 */
const selectBatchSql = `
  with finished as (select pg_snapshot_xmin(pg_current_snapshot()) as horizon),
  barrier as (
    select min(sequence) as sequence from outbox, finished where transaction_id >= finished.horizon
  )
  select outbox.sequence::text as sequence, outbox.event
    from outbox, barrier
   where barrier.sequence is null or outbox.sequence < barrier.sequence
   order by outbox.sequence
   limit ${batchSizeMax}`;

const deleteBatchSql = 'delete from outbox where sequence = any($1::bigint[])';

export interface RelayOptions {
  readonly orm: Pick<MikroORM, 'config'>;
  readonly broker: Pick<Broker, 'publish'>;
  readonly log?: Pick<Logger, 'warn'> | undefined;
}

export interface Relay {
  /** Finishes the batch under way; what is left stays in the outbox. */
  stop(): Promise<void>;
}

/**
 * Publishes one batch of the outbox in order and takes it out once the broker has confirmed it. A crash in between
 * publishes it again: duplicates, never a loss. Resolves with the number published.
 */
export async function relayBatch(client: Client, broker: Pick<Broker, 'publish'>): Promise<number> {
  const { rows } = await client.query<{ sequence: string; event: unknown }>(selectBatchSql);
  if (rows.length === 0) return 0;
  await broker.publish(rows.map(({ event }) => envelopeSchema.parse(event)));
  await client.query(deleteBatchSql, [rows.map(({ sequence }) => sequence)]);
  return rows.length;
}

class OutboxRelay implements Relay {
  readonly #options: RelayOptions;
  readonly #stopping = new AbortController();
  readonly #done: Promise<void>;
  #wake: () => void = () => undefined;
  #failures = 0;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#done = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#done;
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

  /** One connection's life: it holds the lock, listens and publishes until it fails or the relay stops. */
  async #session(): Promise<void> {
    const client = new Client({
      connectionString: this.#options.orm.config.get('clientUrl'),
      application_name: 'payloom-relay',
    });
    let broken: Error | undefined;
    client.on('notification', () => this.#wake());
    client.on('error', (error) => {
      broken = error;
      this.#wake();
    });
    try {
      await client.connect();
      await client.query('listen outbox');
      await this.#publishWhile(client, () => {
        if (broken) throw broken;
        return !this.#stopping.signal.aborted;
      });
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async #publishWhile(client: Client, goesOn: () => boolean): Promise<void> {
    while (goesOn() && !(await this.#isLeader(client))) await this.#pause(standInPollMs);
    while (goesOn()) {
      // Armed before the look, so that a notification during it is not slept through.
      const woken = new Promise<void>((resolve) => (this.#wake = resolve));
      const published = await relayBatch(client, this.#options.broker);
      this.#failures = 0;
      if (published > 0 || !goesOn()) continue;
      const waitMs = (await this.#hasMore(client)) ? heldBackPollMs : pollEveryMs;
      const timeout = new AbortController();
      await Promise.race([
        woken,
        delay(waitMs, undefined, { signal: timeout.signal }).catch(() => undefined),
      ]);
      timeout.abort();
    }
  }

  async #isLeader(client: Client): Promise<boolean> {
    const { rows } = await client.query<{ leader: boolean }>(
      `select pg_try_advisory_lock(${relayLock}) as leader`,
    );
    return rows[0]?.leader === true;
  }

  async #hasMore(client: Client): Promise<boolean> {
    const { rows } = await client.query<{ more: boolean }>('select exists (select 1 from outbox) as more');
    return rows[0]?.more === true;
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
