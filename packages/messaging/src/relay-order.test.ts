import { createEvent } from '@payloom/event-contracts/catalogue';
import { eventually } from '@payloom/testkit/eventually';
import { Client } from 'pg';
import { openMessagingDatabase, walletOpened, type MessagingDatabase } from './database.fixture.ts';
import { RelaySession } from './relay-session.ts';
import { WakeUp } from './wake-up.ts';

describe('a session of the outbox relay, where transactions overlap', () => {
  let database: MessagingDatabase;
  const clients: Client[] = [];

  beforeEach(async () => {
    database = await openMessagingDatabase();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.end();
    await database.close();
  });

  async function connect(): Promise<Client> {
    const client = new Client({ connectionString: database.url });
    clients.push(client);
    await client.connect();
    return client;
  }

  /** A transaction that has its id, and has not drawn a number of the outbox. */
  async function begin(): Promise<Client> {
    const client = await connect();
    await client.query('begin');
    await client.query('select pg_current_xact_id()');
    return client;
  }

  /** Records an event in an open transaction; resolves with its id. */
  async function record(client: Client, subject: string): Promise<string> {
    const event = createEvent(walletOpened(subject));
    await client.query('insert into outbox (event) values ($1)', [JSON.stringify(event)]);
    return event.id;
  }

  /** Looks all the time. */
  async function runSession() {
    const published: string[] = [];
    const wakeUp = new WakeUp();
    let goesOn = true;
    const session = new RelaySession({
      client: await connect(),
      broker: { publish: async (events) => void published.push(...events.map(({ id }) => id)) },
      wakeUp,
      pollEveryMs: 1,
      goesOn: () => goesOn,
      onPublished: () => undefined,
    });
    const done = session.run();
    const stop = async () => {
      goesOn = false;
      wakeUp.wake();
      await done;
    };
    return { published, stop };
  }

  it('keeps the order of a subject whose first event is committed before the place that was reached', async () => {
    const session = await runSession();
    // The transaction with the earlier id draws its number last and commits first.
    const [earlier, later] = [await begin(), await begin()];
    const first = await record(later, 'ours');
    const between = await record(earlier, 'another');
    await earlier.query('commit');
    await eventually(() => expect(session.published).toEqual([between]), { everyMs: 1 });
    const next = await begin();
    await later.query('commit');
    const second = await record(next, 'ours');
    await next.query('commit');
    await eventually(() => expect(session.published).toHaveLength(3));
    await session.stop();
    expect(session.published).toEqual([between, first, second]);
  });

  it('publishes what was restored from a dump of a cluster whose transactions had come further', async () => {
    const client = await connect();
    const event = createEvent(walletOpened('restored'));
    await client.query(
      `insert into outbox (transaction_id, event)
       values ((pg_current_xact_id()::text::bigint + 1000000)::text::xid8, $1)`,
      [JSON.stringify(event)],
    );
    const session = await runSession();
    await eventually(() => expect(session.published).toEqual([event.id]), { everyMs: 1 });
    await session.stop();
  });
});
