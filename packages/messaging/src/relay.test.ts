import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { EntityManager } from '@mikro-orm/postgresql';
import { eventually } from '@payloom/testkit/eventually';
import { Client } from 'pg';
import { openMessagingDatabase, openOrm, walletOpened, type MessagingDatabase } from './database.fixture.ts';
import { OutboxEntry } from './outbox-entry.entity.ts';
import { recordEvent } from './outbox.ts';
import { relayBatch, relayLock, relaySessionSql, startRelay, type Relay } from './relay.ts';

/** Collects what is published; `failures` publishes fail first. */
function collectingBroker(failures = 0) {
  const published: EventEnvelope[] = [];
  let failuresLeft = failures;
  const publish = async (events: readonly EventEnvelope[]) => {
    failuresLeft -= 1;
    if (failuresLeft >= 0) throw new Error('the broker is away');
    published.push(...events);
  };
  return { publish, published, subjects: () => published.map(({ subject }) => subject) };
}

describe('the outbox relay', () => {
  let database: MessagingDatabase;
  const relays: Relay[] = [];
  const clients: Client[] = [];
  const held: EntityManager[] = [];

  beforeEach(async () => {
    database = await openMessagingDatabase();
  });
  afterEach(async () => {
    // One that a failed test left open would hold back every relay of the cluster.
    for (const em of held.splice(0)) if (em.isInTransaction()) await em.rollback();
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    await Promise.all(clients.splice(0).map((client) => client.end()));
    await database.close();
  });

  async function connect(): Promise<Client> {
    const client = new Client({ connectionString: database.url, application_name: 'payloom-test' });
    clients.push(client);
    await client.connect();
    return client;
  }

  async function relayTo(broker: { publish: (events: readonly EventEnvelope[]) => Promise<void> }) {
    const relay = await startRelay({ orm: database.orm, broker });
    relays.push(relay);
    return relay;
  }

  async function record(...subjects: string[]): Promise<void> {
    const em = database.orm.em.fork();
    for (const subject of subjects) recordEvent(em, walletOpened(subject));
    await em.flush();
  }

  const waiting = () => database.orm.em.fork().count(OutboxEntry);

  /** An open transaction that has drawn a sequence and not committed. */
  async function recordAndHold(subject: string) {
    const em = database.orm.em.fork();
    await em.begin();
    recordEvent(em, walletOpened(subject));
    held.push(em);
    await em.flush();
    return em;
  }

  /** Relays until that many have gone: a transaction of another database of the cluster holds a relay back for its time. */
  async function relayAll(client: Client, broker: ReturnType<typeof collectingBroker>, count: number) {
    let gone = 0;
    await eventually(async () => {
      gone += await relayBatch(client, broker);
      expect(gone).toBe(count);
    });
  }

  it('publishes in order what is committed, and takes it out of the outbox', async () => {
    const broker = collectingBroker();
    await record('1', '2');
    await relayTo(broker);
    await eventually(() => expect(broker.subjects()).toEqual(['1', '2']));
    await record('3');
    await eventually(() => expect(broker.subjects()).toEqual(['1', '2', '3']));
    await eventually(async () => expect(await waiting()).toBe(0));
  });

  it('does not skip a commit that lands late behind a higher sequence, and keeps it in front', async () => {
    const broker = collectingBroker();
    const late = await recordAndHold('drawn-first-committed-last');
    await record('drawn-last-committed-first');
    const client = await connect();
    expect(await relayBatch(client, broker)).toBe(0);
    await late.commit();
    await relayAll(client, broker, 2);
    expect(broker.subjects()).toEqual(['drawn-first-committed-last', 'drawn-last-committed-first']);
  });

  it('does not wait for a later transaction that is still open', async () => {
    const broker = collectingBroker();
    await record('done');
    const open = await recordAndHold('undone');
    await relayAll(await connect(), broker, 1);
    expect(broker.subjects()).toEqual(['done']);
    await open.rollback();
  });

  it('goes on by itself when the transaction it waited for ends', async () => {
    const broker = collectingBroker();
    await relayTo(broker);
    const late = await recordAndHold('first');
    await record('second');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(broker.published).toEqual([]);
    await late.rollback();
    await eventually(() => expect(broker.subjects()).toEqual(['second']));
  });

  it('publishes again, and loses nothing, when it dies between publishing and marking', async () => {
    const broker = collectingBroker();
    await record('1', '2');
    const dying = await connect();
    dying.on('error', () => undefined);
    const killed = {
      publish: async (events: readonly EventEnvelope[]) => {
        await broker.publish(events);
        await database.orm.em.execute(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and application_name = 'payloom-test'`,
        );
      },
    };
    await eventually(() => expect(relayBatch(dying, killed)).rejects.toThrow());
    expect(await waiting()).toBe(2);
    await relayTo(broker);
    await eventually(async () => expect(await waiting()).toBe(0));
    expect(broker.subjects()).toEqual(['1', '2', '1', '2']);
    expect(new Set(broker.published.map(({ id }) => id)).size).toBe(2);
  });

  it('tries again when the broker is away, without loss and in order', async () => {
    const broker = collectingBroker(2);
    await record('1', '2');
    await relayTo(broker);
    await eventually(() => expect(broker.subjects()).toEqual(['1', '2']));
  });

  it('connects again after its connection was cut', async () => {
    const broker = collectingBroker();
    await relayTo(broker);
    await record('before');
    await eventually(() => expect(broker.subjects()).toEqual(['before']));
    // A cut before that would have it published twice.
    await eventually(async () => expect(await waiting()).toBe(0));
    await database.orm.em.execute(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'payloom-relay'`,
    );
    await record('after');
    await eventually(() => expect(broker.subjects()).toEqual(['before', 'after']));
  });

  it('hears from one that stands in of what its process has recorded', async () => {
    const [first, second] = [collectingBroker(), collectingBroker()];
    relays.push(await startRelay({ orm: database.orm, broker: first, pollEveryMs: 600_000 }));
    await record('1');
    await eventually(() => expect(first.subjects()).toEqual(['1']));
    const elsewhere = await openOrm(database.url);
    const standIn = await startRelay({ orm: elsewhere, broker: second });
    const em = elsewhere.em.fork();
    recordEvent(em, walletOpened('2'));
    await em.flush();
    await eventually(() => expect(first.subjects()).toEqual(['1', '2']));
    await standIn.stop();
    await elsewhere.close();
  });

  it('takes over from one whose process stands still with its connection open', async () => {
    const hung = await connect();
    hung.on('error', () => undefined);
    await hung.query(relaySessionSql(500));
    await hung.query(`select pg_advisory_lock(${relayLock})`);
    const broker = collectingBroker();
    await relayTo(broker);
    await record('1');
    await eventually(() => expect(broker.subjects()).toEqual(['1']));
  });

  it('lets one relay publish while another stands in and takes over', async () => {
    const [first, second] = [collectingBroker(), collectingBroker()];
    const leader = await relayTo(first);
    await record('1');
    await eventually(() => expect(first.subjects()).toEqual(['1']));
    await relayTo(second);
    await record('2');
    await eventually(() => expect(first.subjects()).toEqual(['1', '2']));
    await leader.stop();
    await record('3');
    await eventually(() => expect(second.subjects()).toEqual(['3']));
    expect(first.subjects()).toEqual(['1', '2']);
  });
});
