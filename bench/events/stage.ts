import type { NewEvent } from '@payloom/event-contracts/catalogue';
import type { Broker } from '@payloom/messaging/broker';
import { openBroker } from '@payloom/messaging/open-broker';
import { startOwnPostgres } from '@payloom/testkit/own-postgres';
import { startOwnRabbitMq } from '@payloom/testkit/own-rabbitmq';
import { connect, type ChannelModel } from 'amqplib';
import { Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { ConsumerService, type OnEffectsAt } from './consumer.ts';
import { openServiceOrm, queue, tablesSql, type ServiceOrm } from './tables.ts';

/** What every peer works on: one PostgreSQL that keeps what it commits, one RabbitMQ, one quorum queue. */
export interface Stage {
  /** Of the service that makes changes. */
  readonly orm: ServiceOrm;
  readonly consumer: ConsumerService;
  readonly pool: Pool;
  readonly broker: Broker;
  /** For the peers, which speak to RabbitMQ by themselves. */
  readonly amqp: ChannelModel;
  /** Empties the tables and the queue. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

const log = { info: () => undefined, warn: console.warn, error: console.error };

/** Starts servers for the benchmark alone. */
export async function openStage(): Promise<Stage> {
  await using opened = new AsyncDisposableStack();
  const postgres = opened.adopt(await startOwnPostgres(), (server) => server.stop());
  const rabbitMq = opened.adopt(await startOwnRabbitMq(), (server) => server.stop());
  const pool = opened.adopt(new Pool({ connectionString: postgres.url() }), (open) => open.end());
  for (const sql of tablesSql) await pool.query(sql);
  const orm = opened.adopt(await openServiceOrm(postgres.url()), (open) => open.close());
  const broker = opened.adopt(
    await openBroker({ amqpUrl: rabbitMq.url, journalPath: undefined, attemptsMax: 12, log }),
    (open) => open.close(),
  );
  await broker.declare({ queue, patterns: ['payments.#'] });
  const amqp = opened.adopt(await connect(rabbitMq.url), (open) => open.close());
  const consumer = opened.adopt(
    await ConsumerService.start({ amqpUrl: rabbitMq.url, databaseUrl: postgres.url() }),
    (service) => service.close(),
  );
  const channel = await amqp.createChannel();
  const clear = async () => {
    await pool.query('truncate outbox, inbox, changes, effects');
    await channel.purgeQueue(queue);
  };
  const running = opened.move();
  return { orm, consumer, pool, broker, amqp, clear, close: () => running.disposeAsync() };
}

export type PaymentEvent = NewEvent<'payments.payment.created'>;

/** What is to be recorded of payments: two events of each, a thousand apart. */
export function makePaymentEvents(count: number): PaymentEvent[] {
  const subjects: string[] = [];
  return Array.from({ length: count }, (_, index) => {
    const subject = index % 2_000 < 1_000 ? uuidv7() : (subjects[index - 1_000] ?? uuidv7());
    subjects.push(subject);
    const [payerId, recipientId] = [uuidv7(), uuidv7()];
    const amount = { amountMinor: 1_250, currency: 'EUR' };
    return {
      type: 'payments.payment.created',
      subject,
      data: { paymentId: subject, payerId, recipientId, amount, status: 'PENDING', reason: null },
      audience: [`user:${payerId}`, `user:${recipientId}`, 'role:ADMIN'],
      actor: payerId,
      clientAddress: '192.0.2.7',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    };
  });
}

/** Counts effects, each event once. */
export class Countdown {
  readonly #effectAtMs = new Map<string, number>();
  readonly #done = Promise.withResolvers<void>();
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  /** Resolves when every event has had its effect. */
  get finished(): Promise<void> {
    return this.#done.promise;
  }

  /** When each event had its effect, by its id. */
  get effectAtMs(): ReadonlyMap<string, number> {
    return this.#effectAtMs;
  }

  readonly done: OnEffectsAt = (ids, atMs) => {
    for (const id of ids) if (!this.#effectAtMs.has(id)) this.#effectAtMs.set(id, atMs);
    if (this.#effectAtMs.size >= this.#count) this.#done.resolve();
  };
}

/** Events per second. */
export async function rateOf(count: number, work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (count * 1_000) / (performance.now() - startedAt);
}
