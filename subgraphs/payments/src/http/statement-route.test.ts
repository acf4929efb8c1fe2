import type { TestSubgraph } from '@payloom/testkit/subgraph';
import type { TestViewer } from '@payloom/testkit/tokens';
import type { Person } from '../../test/payments-fixture.ts';
import { newPerson, startPaymentsSubgraph } from '../../test/payments-subgraph.ts';
import { postAt } from '../../test/post-at.ts';

let payments: TestSubgraph;
let alice: Person;

beforeAll(async () => {
  payments = await startPaymentsSubgraph();
  alice = await newPerson(payments, 'alice@example.com');
  await postAt(payments.orm, alice, 100_000, new Date('2024-02-10T12:00:00Z'));
  await postAt(payments.orm, alice, 5, new Date('2024-02-29T23:30:00Z'));
  await postAt(payments.orm, alice, -2_500, new Date('2024-03-31T12:00:00Z'));
});
afterAll(() => payments?.stop());

/** Top-ups of one euro each, several of them in one moment. */
async function insertTopUps({ userId, walletId }: Person, count: number): Promise<void> {
  await payments.orm.em.fork().transactional(async (em) => {
    await em.execute(
      `insert into top_up (id, status, user_id, wallet_id, amount_minor, currency, created_at, updated_at)
       select gen_random_uuid(), 'COMPLETED', ?, ?, 100, 'EUR', '2024-05-02T00:00:00Z'::timestamptz + n / 3 * interval '1 s', now()
         from generate_series(1, ?::int) n`,
      [userId, walletId, count],
    );
    await em.execute(
      `insert into ledger_entry (id, kind, top_up_id, created_at)
       select id, 'TOP_UP_CAPTURED', id, created_at from top_up where user_id = ?`,
      [userId],
    );
    for (const [account, amountMinor] of [
      [`wallet:${walletId}`, -100],
      ['provider:EUR', 100],
    ] as const)
      await em.execute(
        `insert into posting (id, entry_id, account_id, amount_minor, currency, created_at)
         select gen_random_uuid(), id, ?, ?, 'EUR', created_at from top_up where user_id = ?`,
        [account, amountMinor, userId],
      );
  });
}

interface Asked {
  query: string;
  as?: TestViewer | null;
}

async function read({ query, as = { userId: alice.userId } }: Asked): Promise<Response> {
  const headers = new Headers();
  if (as) headers.set('authorization', `Bearer ${await payments.issuer.sign(as)}`);
  return fetch(new URL(`/files/statement.csv?${query}`, payments.url), { headers });
}

const rows = async (response: Response) =>
  (await response.text())
    .split('\r\n')
    .slice(0, -1)
    .map((line) => line.split(','));

describe('the file of a statement', () => {
  it('begins with what the month opened with, ends with what it closed with, and adds up between', async () => {
    const response = await read({ query: 'month=2024-03&timeZone=Europe/Berlin' });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="statement-2024-03-EUR.csv"',
      'cache-control': 'no-store',
    });
    const [headings, ...lines] = await rows(response);
    expect(headings).toEqual([
      'Posted at',
      'What',
      'With',
      'In',
      'Out',
      'Balance',
      'Currency',
      'Reference',
      'Note',
    ]);
    expect(lines.map((line) => [...line.slice(0, 7), line[8]])).toEqual([
      ['2024-03-01T00:00:00+01:00', 'Opening balance', '', '', '', '1000.00', 'EUR', ''],
      ['2024-03-01T00:30:00+01:00', 'Top-up', '', '0.05', '', '1000.05', 'EUR', ''],
      ['2024-03-31T14:00:00+02:00', 'Payout', 'CH•• •••• 2957', '', '25.00', '975.05', 'EUR', ''],
      ['2024-04-01T00:00:00+02:00', 'Closing balance', '', '', '', '975.05', 'EUR', ''],
    ]);
  });

  it('is written in the language that is asked for, and as of now while the month runs', async () => {
    const month = new Date().toISOString().slice(0, 7);
    const response = await read({ query: `month=${month}&language=de` });
    expect(response.headers.get('content-disposition')).toContain(`kontoauszug-${month}-EUR.csv`);
    const lines = await rows(response);
    expect(lines.map((line) => line[1])).toEqual(['Was', 'Anfangssaldo', 'Endsaldo']);
    expect(Math.abs(Date.now() - Date.parse(lines[2]?.[0] ?? ''))).toBeLessThan(60_000);
  });

  it('has each line of a month of thousands once, in order, each with its balance', async () => {
    const bob = await newPerson(payments);
    const lineCount = 1_234;
    await insertTopUps(bob, lineCount);
    const lines = (await rows(await read({ query: 'month=2024-05', as: { userId: bob.userId } }))).slice(
      2,
      -1,
    );
    expect(lines).toHaveLength(lineCount);
    expect(new Set(lines.map((line) => line[7])).size).toBe(lineCount);
    expect(lines.map((line) => line[0])).toEqual(lines.map((line) => line[0]).toSorted());
    expect(lines.map((line) => Number(line[5]))).toEqual(lines.map((_line, place) => place + 1));
  });
});

describe('who asks for it', () => {
  it('gets their own wallet and no other, administrators too', async () => {
    const admin = await newPerson(payments);
    const as = { userId: admin.userId, role: 'ADMIN' } as const;
    const lines = await rows(await read({ query: 'month=2024-03', as }));
    expect(lines.slice(1).map((line) => line[5])).toEqual(['0.00', '0.00']);
    const wanted = await read({ query: `month=2024-03&userId=${alice.userId}`, as });
    expect(wanted.status).toBe(400);
  });

  it('is refused when signed out', async () => {
    expect((await read({ query: 'month=2024-03', as: null })).status).toBe(401);
  });

  it.each([
    ['', 'month'],
    ['month=2024-13', 'month'],
    ['month=9999-01', 'month'],
    ['month=2024-03&month=2024-04', 'month'],
    ['month=2024-03&timeZone=Mars/Olympus', 'timeZone'],
    ['month=2024-03&currency=KWD', 'currency'],
    ['month=2024-03&currency=euro', 'currency'],
    ['month=2024-03&language=fr', 'language'],
    ['month=2024-03&from=2024-01-01', 'from'],
  ])('is told by name what is wrong with "%s"', async (query, name) => {
    const response = await read({ query });
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ fields: [{ name, message: expect.stringMatching(/\w/) }] }),
    ]);
    expect(response.headers.has('content-disposition')).toBe(false);
  });
});
