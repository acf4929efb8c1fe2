import type { TestSubgraph } from '@payloom/testkit/subgraph';
import type { TestViewer } from '@payloom/testkit/tokens';
import { v7 as uuidv7 } from 'uuid';
import type { Person } from '../../test/payments-fixture.ts';
import { newPerson, startPaymentsSubgraph } from '../../test/payments-subgraph.ts';
import { viewerOf } from '../../test/people.ts';
import { Payment } from '../entities/payment.entity.ts';
import { exportPayments } from '../operations/export-payments.ts';
import { saveDisplayName } from '../operations/save-display-name.ts';

const pageReads = /select .* from "payment" .*limit/;
const statements: string[] = [];
let payments: TestSubgraph;
let alice: Person;
let bob: Person;
let carol: Person;

beforeAll(async () => {
  payments = await startPaymentsSubgraph({ onQuery: (message) => statements.push(message) });
  alice = await newPerson(payments, 'alice@example.com');
  bob = await newPerson(payments, 'bob@example.com');
  carol = await newPerson(payments, 'carol@example.com');
  for (const { userId } of [alice, bob])
    for (const currency of ['JPY', 'KWD'])
      await payments.orm.em.execute('insert into wallet values (?, ?, ?, now())', [
        uuidv7(),
        userId,
        currency,
      ]);
  await saveDisplayName(payments.orm.em.fork(), bob.userId, 'Bob "the" Vendor, Ltd');
});
afterAll(() => payments?.stop());
beforeEach(async () => {
  await payments.orm.em.fork().nativeDelete(Payment, {});
  statements.length = 0;
});

type Row = Partial<
  Pick<Payment, 'amountMinor' | 'currency' | 'note' | 'status' | 'createdAt' | 'refundedMinor'>
>;

async function insert(payer: Person, recipient: Person, row: Row = {}): Promise<void> {
  const createdAt = row.createdAt ?? new Date();
  await payments.orm.em.fork().insert(Payment, {
    id: row.createdAt ? uuidv7({ msecs: row.createdAt.getTime() }) : uuidv7(), // Which grow, within a millisecond too.
    status: 'COMPLETED',
    payerId: payer.userId,
    recipientId: recipient.userId,
    amountMinor: 100,
    currency: 'EUR',
    note: null,
    refundedMinor: 0,
    ...row,
    createdAt,
    updatedAt: createdAt,
  });
}

/** Each is newer than the one before; of the oldest, a test may choose a time that no file can tell. */
async function insertMany(count: number, oldestAt = 'now'): Promise<void> {
  await payments.orm.em.execute(
    `insert into payment (id, status, payer_id, recipient_id, amount_minor, currency, created_at, updated_at)
     select ('0193b6a0-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'COMPLETED', ?, ?, n, 'EUR',
            case n when 1 then ?::timestamptz else now() end, now() from generate_series(1, ?::int) n`,
    [alice.userId, bob.userId, oldestAt, count],
  );
}

interface Asked {
  query?: string;
  as?: TestViewer | null;
}

async function read({ query = '', as = { userId: alice.userId } }: Asked): Promise<Response> {
  const headers = new Headers();
  if (as) headers.set('authorization', `Bearer ${await payments.issuer.sign(as)}`);
  return fetch(new URL(`/files/payments.csv${query}`, payments.url), { headers });
}

const lines = async (response: Response) => (await response.text()).split('\r\n').slice(0, -1);
/** The amounts tell the payments of this test apart. */
const amounts = async (asked: Asked) =>
  (await lines(await read(asked))).slice(1).map((line) => /,(\d+\.\d\d),0\.00,EUR,/.exec(line)?.[1]);
const openLooks = async () => {
  const [row] = await payments.orm.em.execute<{ count: string }[]>(
    `select count(*) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
  );
  return Number(row?.count);
};

describe('the file of payments', () => {
  it('is a file to be saved, kept by nobody on the way, and readable by spreadsheets', async () => {
    const response = await read({ query: '?language=de' });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': expect.stringMatching(/^attachment; filename="zahlungen-\d{4}-\d\d-\d\d\.csv"$/),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(Buffer.from(await response.arrayBuffer()).toString()).toBe(
      '\ufeffReferenz,Gemacht am,Status,Richtung,Von,An,Betrag,Erstattet,Währung,Mitteilung\r\n',
    );
  });

  it('says of a payment what the list says, quoted, and when it was where the reader is', async () => {
    const createdAt = new Date('2026-07-01T22:30:00.900Z');
    await insert(alice, bob, { amountMinor: 123_450, refundedMinor: 5, note: 'Rent, "May"', createdAt });
    const [, line] = await lines(await read({ query: '?timeZone=Europe/Zurich' }));
    expect(line?.slice(37)).toBe(
      '2026-07-02T00:30:00+02:00,COMPLETED,SENT,a•••@example.com,' +
        '"Bob ""the"" Vendor, Ltd (b•••@example.com)",1234.50,0.05,EUR,"Rent, ""May"""',
    );
  });

  it.each([
    ['JPY', 1_235, '1235,0'],
    ['KWD', 5, '0.005,0.000'],
    ['EUR', 100_000_000, '1000000.00,0.00'],
  ])('writes %s with its own decimals', async (currency, amountMinor, written) => {
    await insert(alice, bob, { currency, amountMinor });
    expect((await lines(await read({})))[1]).toMatch(`,${written},${currency},`);
  });

  it.each([
    ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
    ['two\nlines', '"two\nlines"'],
  ])('holds the note %j as text and nothing else', async (note, written) => {
    await insert(alice, bob, { note });
    const [, line] = await lines(await read({}));
    expect(line?.endsWith(`,EUR,${written}`)).toBe(true);
  });
});

describe('who asks for it', () => {
  beforeEach(async () => {
    await insert(alice, bob, { amountMinor: 1 });
    await insert(bob, alice, { amountMinor: 2 });
    await insert(bob, carol, { amountMinor: 3 });
  });

  it('gets what they send and receive, newest first, and nothing of others', async () => {
    expect(await amounts({})).toEqual(['0.02', '0.01']);
  });

  it('gets everything as an administrator', async () => {
    expect(await amounts({ as: { userId: carol.userId, role: 'ADMIN' } })).toEqual(['0.03', '0.02', '0.01']);
  });

  it('is refused when signed out, or by a token that is over', async () => {
    const signedOut = await read({ as: null });
    expect([signedOut.status, await signedOut.json()]).toEqual([
      401,
      { message: 'Sign in to do this.', reason: 'TOKEN_MISSING' },
    ]);
    const token = await payments.issuer.sign({ userId: alice.userId }, -10);
    const headers = { authorization: `Bearer ${token}` };
    const over = await fetch(new URL('/files/payments.csv', payments.url), { headers });
    expect([over.status, await over.json()]).toEqual([
      401,
      expect.objectContaining({ reason: 'TOKEN_EXPIRED' }),
    ]);
  });
});

describe('its filter', () => {
  it.each([
    ['?status=FAILED&status=PENDING', ['0.03', '0.02']],
    ['?direction=RECEIVED', ['0.03']],
    ['?from=2026-02-01T00:00:00Z&to=2026-03-01T01:00:00%2B01:00', ['0.02']],
    ['?search=DINNER', ['0.01']],
    ['?refundRequested=true', []],
    ['?currency=EUR&minMinor=2', ['0.03', '0.02']],
    ['?currency=EUR&minMinor=1&maxMinor=1', ['0.01']],
    ['?currency=JPY', []],
    ['?counterparty=0193b6a0-0000-7000-8000-000000000001', []],
  ])('%s finds what the list finds', async (query, found) => {
    await insert(alice, bob, {
      amountMinor: 1,
      note: 'My dinner',
      createdAt: new Date('2026-01-15T00:00:00Z'),
    });
    await insert(alice, bob, {
      amountMinor: 2,
      status: 'FAILED',
      createdAt: new Date('2026-02-15T00:00:00Z'),
    });
    await insert(bob, alice, {
      amountMinor: 3,
      status: 'PENDING',
      createdAt: new Date('2026-03-01T00:00:00Z'),
    });
    expect(await amounts({ query })).toEqual(found);
  });

  it.each([
    ['?status=DONE', 'status.0'],
    ['?status=', 'status.0'],
    ['?direction=UP', 'direction'],
    ['?direction=SENT&direction=SENT', 'direction'],
    ['?from=yesterday', 'from'],
    ['?to=2026-02-30T00:00:00Z', 'to'],
    ['?from=0000-01-01T00:00:00Z', 'from'],
    [`?search=${'x'.repeat(101)}`, 'search'],
    ['?search=a%00b', 'search'],
    ["?refundRequested='%20or%201=1", 'refundRequested'],
    ['?minMinor=5', 'currency'],
    ['?currency=EUR&minMinor=-5', 'minMinor'],
    ['?currency=EUR&minMinor=1.5', 'minMinor'],
    ['?currency=EUR&minMinor=5&maxMinor=4', 'maxMinor'],
    ['?counterparty=bob', 'counterparty'],
    ['?timeZone=Mars/Olympus', 'timeZone'],
    ['?language=fr', 'language'],
    ['?stauts=FAILED', 'stauts'],
  ])('%s is refused by name', async (query, name) => {
    const response = await read({ query });
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ fields: [{ name, message: expect.stringMatching(/\w/) }] }),
    ]);
    expect(response.headers.has('content-disposition')).toBe(false);
  });
});

describe('a long file', () => {
  it('is whole, read in pages of one size by one look that ends', async () => {
    await insertMany(5_000);
    statements.length = 0;
    const rows = (await lines(await read({}))).slice(1);
    expect(new Set(rows.map((row) => row.slice(0, 36))).size).toBe(5_000);
    expect(
      rows
        .map((row) => row.slice(0, 36))
        .toSorted()
        .reverse(),
    ).toEqual(rows.map((row) => row.slice(0, 36)));
    const pages = statements.filter((statement) => pageReads.test(statement));
    expect(pages.map((page) => /, (\d+) results/.exec(page)?.[1])).toEqual([
      ...Array<string>(10).fill('500'),
      '0',
    ]);
    expect(statements.filter((statement) => /repeatable read/i.test(statement))).toHaveLength(1);
    await payments.eventually(async () => expect(await openLooks()).toBe(0));
  });

  it('is read no further than it is taken', async () => {
    await insertMany(2_000);
    statements.length = 0;
    const pages = exportPayments(payments.orm.em, viewerOf(alice.userId), {});
    expect((await pages.next()).value).toHaveLength(500);
    expect(await openLooks()).toBe(1);
    await pages.return();
    expect(await openLooks()).toBe(0);
    expect(statements.filter((statement) => pageReads.test(statement))).toHaveLength(1);
  });

  it('lets go of the database when whoever takes it has gone', async () => {
    await insertMany(5_000);
    const response = await read({});
    await response.body?.cancel();
    await payments.eventually(async () => expect(await openLooks()).toBe(0));
    expect(await amounts({ query: '?search=nothing' })).toEqual([]);
  });

  it('leaves connections to payments: a fourth at once is put off', async () => {
    const door = payments.orm.em.fork();
    await door.begin();
    await door.execute('lock table payment in access exclusive mode');
    const asking = [1, 2, 3, 4].map(() => read({}));
    const first = await Promise.race(asking);
    await door.rollback();
    expect([first.status, first.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await first.json()).toMatchObject({ reason: 'BUSY' });
    const statuses = (await Promise.all(asking)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 200, 200, 503]);
    await payments.eventually(async () => expect((await read({})).status).toBe(200));
  });

  it('that fails halfway is broken off, not ended', async () => {
    await insertMany(1_000, 'infinity');
    const response = await read({});
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    await payments.eventually(async () => expect(await openLooks()).toBe(0));
  });

  it('that fails before its first line is no file', async () => {
    await insertMany(1, 'infinity');
    const response = await read({});
    expect([response.status, await response.json()]).toEqual([
      500,
      { message: 'Something went wrong on our side.' },
    ]);
    expect(response.headers.has('content-disposition')).toBe(false);
  });
});
