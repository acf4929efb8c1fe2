import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import { openMessagingDatabase, walletOpened, type MessagingDatabase } from './database.fixture.ts';
import { OutboxEntry } from './outbox-entry.entity.ts';
import { recordEvent } from './outbox.ts';
import { startRelay, type Relay } from './relay.ts';

interface Call {
  readonly subjects: readonly string[];
  /** Stores the events and confirms them. */
  confirm(): void;
  /** Stores nothing. */
  fail(): void;
}

/** A broker that confirms when the test says so; `stored` is what its queue holds, in order. */
function heldBroker(stored: EventEnvelope[] = []) {
  const calls: Call[] = [];
  const publish = (events: readonly EventEnvelope[]) =>
    new Promise<void>((resolve, reject) => {
      const confirm = () => {
        stored.push(...events);
        resolve();
      };
      const fail = () => reject(new Error('the broker is away'));
      calls.push({ subjects: events.map(({ subject }) => subject), confirm, fail });
    });
  return { publish, calls, stored, subjectsOfCalls: () => calls.map(({ subjects }) => subjects) };
}

const firstOccurrences = (events: readonly EventEnvelope[]) => [
  ...new Set(events.map(({ subject }) => subject)),
];

describe('the outbox relay, with several batches in flight', () => {
  let database: MessagingDatabase;
  const relays: Relay[] = [];
  const brokers: ReturnType<typeof heldBroker>[] = [];

  beforeEach(async () => {
    database = await openMessagingDatabase();
  });
  afterEach(async () => {
    const stopped = Promise.all(relays.splice(0).map((relay) => relay.stop()));
    for (const { calls } of brokers.splice(0)) for (const call of calls) call.fail();
    await stopped;
    await database.close();
  });

  async function relayTo(broker: ReturnType<typeof heldBroker>): Promise<Relay> {
    const relay = await startRelay({ orm: database.orm, broker });
    relays.push(relay);
    brokers.push(broker);
    return relay;
  }

  async function record(...subjects: string[]): Promise<void> {
    const em = database.orm.em.fork();
    for (const subject of subjects) recordEvent(em, walletOpened(subject));
    await em.flush();
  }

  async function waiting(): Promise<string[]> {
    const entries = await database.orm.em.fork().find(OutboxEntry, {}, { orderBy: { sequence: 'asc' } });
    return entries.map(({ event }) => event.subject);
  }

  /** Records each alone, and the next one when the one before has been handed to the broker. */
  async function recordInCalls(broker: ReturnType<typeof heldBroker>, ...subjects: string[]) {
    for (const subject of subjects) {
      await record(subject);
      await eventually(() => expect(broker.subjectsOfCalls().flat()).toContain(subject), { everyMs: 2 });
    }
  }

  const killRelays = () =>
    database.orm.em.execute(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'payloom-relay'
          and pid in (select pid from pg_locks where locktype = 'advisory' and granted)`,
    );

  it('hands over what comes next while earlier batches are being confirmed, and takes out what is', async () => {
    const broker = heldBroker();
    await relayTo(broker);
    await recordInCalls(broker, '1', '2');
    expect(broker.subjectsOfCalls()).toEqual([['1'], ['2']]);
    broker.calls[1]?.confirm();
    await eventually(async () => expect(await waiting()).toEqual(['1']));
    broker.calls[0]?.confirm();
    await eventually(async () => expect(await waiting()).toEqual([]));
  });

  it('has four batches in flight at most; what comes meanwhile goes together', async () => {
    const broker = heldBroker();
    await relayTo(broker);
    await recordInCalls(broker, '1', '2', '3', '4');
    await record('5');
    await record('6');
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(broker.calls).toHaveLength(4);
    broker.calls[2]?.confirm();
    await eventually(() => expect(broker.subjectsOfCalls()[4]).toEqual(['5', '6']));
  });

  it('starts again from the table when a batch fails, once all in flight have settled', async () => {
    const broker = heldBroker();
    await relayTo(broker);
    await recordInCalls(broker, '1', '2');
    broker.calls[0]?.fail();
    await record('3');
    // Long enough for several looks.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(broker.calls).toHaveLength(2);
    broker.calls[1]?.confirm();
    await eventually(() => expect(broker.subjectsOfCalls()[2]).toEqual(['1', '3']));
    expect(await waiting()).toEqual(['1', '3']);
    broker.calls[2]?.confirm();
    await eventually(async () => expect(await waiting()).toEqual([]));
  });

  it('keeps the order and loses nothing when its leader is cut off in the middle of a slow publish', async () => {
    const stored: EventEnvelope[] = [];
    const [slow, next] = [heldBroker(stored), heldBroker(stored)];
    await relayTo(slow);
    await recordInCalls(slow, '1', '2');
    await relayTo(next);
    await killRelays();
    await record('3');
    // In one batch or in two: the next leader may be there before the third is recorded.
    await eventually(() => expect(next.subjectsOfCalls().flat()).toEqual(['1', '2', '3']));
    for (const call of next.calls) call.confirm();
    await eventually(async () => expect(await waiting()).toEqual([]));
    await recordInCalls(next, '4');
    // What the former leader had sent arrives only now, behind what the next one has published.
    slow.calls[0]?.confirm();
    slow.calls[1]?.confirm();
    next.calls.at(-1)?.confirm();
    await eventually(async () => expect(await waiting()).toEqual([]));
    expect(stored.map(({ subject }) => subject)).toEqual(['1', '2', '3', '1', '2', '4']);
    expect(firstOccurrences(stored)).toEqual(['1', '2', '3', '4']);
    expect(slow.calls).toHaveLength(2);
  });

  it('publishes nothing more once its leadership is gone, though more is in the table', async () => {
    const [former, next] = [heldBroker(), heldBroker()];
    await relayTo(former);
    await recordInCalls(former, '1');
    await relayTo(next);
    await killRelays();
    await recordInCalls(next, '2');
    former.calls[0]?.confirm();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(former.subjectsOfCalls()).toEqual([['1']]);
    expect(next.subjectsOfCalls()[0]?.[0]).toBe('1');
  });

  it('loses nothing when its leader is cut off while one batch is confirmed and the one before is not', async () => {
    const broker = heldBroker();
    await relayTo(broker);
    await recordInCalls(broker, '1', '2');
    broker.calls[1]?.confirm();
    await eventually(async () => expect(await waiting()).toEqual(['1']));
    await killRelays();
    broker.calls[0]?.fail();
    await eventually(() => expect(broker.subjectsOfCalls()[2]).toEqual(['1']));
    broker.calls[2]?.confirm();
    await eventually(async () => expect(await waiting()).toEqual([]));
    expect(broker.stored.map(({ subject }) => subject)).toEqual(['2', '1']);
  });

  it('finds a row that comes to stand before the place it has reached', async () => {
    const broker = heldBroker();
    await relayTo(broker);
    await recordInCalls(broker, '1');
    broker.calls[0]?.confirm();
    const event = JSON.stringify({ subject: 'late' });
    await database.orm.em.execute('insert into outbox (sequence, event) values (-1, ?::jsonb)', [event]);
    await recordInCalls(broker, '2');
    await eventually(() => expect(broker.subjectsOfCalls().flat()).toContain('late'));
  });

  it('waits for what is in flight when it is stopped, and begins nothing more', async () => {
    const broker = heldBroker();
    const relay = await relayTo(broker);
    await recordInCalls(broker, '1');
    let isStopped = false;
    const stopped = relay.stop().then(() => (isStopped = true));
    await record('2');
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(isStopped).toBe(false);
    broker.calls[0]?.confirm();
    await stopped;
    expect(await waiting()).toEqual(['2']);
    expect(broker.calls).toHaveLength(1);
  });
});
