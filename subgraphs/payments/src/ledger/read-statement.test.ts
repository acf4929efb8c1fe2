import fc from 'fast-check';
import { z } from 'zod';
import { openPaymentsFixture, type PaymentsFixture } from '../../test/payments-fixture.ts';
import { postAt } from '../../test/post-at.ts';
import { findUnsoundness } from '../../test/sound-ledger.ts';
import { walletAccountId } from './accounts.ts';
import { balanceAt, readLines, sumStretch, type Stretch } from './read-statement.ts';

let fixture: PaymentsFixture;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
});

afterAll(() => fixture.close());

/** What is carried otherwise than posted; what is posted here by itself is unsound in other ways. */
const miscarried = async () =>
  (await findUnsoundness(fixture.orm)).filter((each) => each.includes('carries'));

/** Over the ends of days and at any time of them. */
const moment = fc.oneof(
  fc.date({
    min: new Date('2024-02-27T00:00:00Z'),
    max: new Date('2024-03-03T00:00:00Z'),
    noInvalidDate: true,
  }),
  fc.constantFrom(
    new Date('2024-02-28T23:59:59.999Z'),
    new Date('2024-02-29T00:00:00Z'),
    new Date('2024-02-29T00:00:00.001Z'),
    new Date('2024-02-29T12:00:00Z'),
    new Date('2024-03-01T00:00:00Z'),
  ),
);
const move = fc.record({ at: moment, amountMinor: fc.constantFrom(1, -1, 50, -99, 10_000, -2_500) });

const minor = z.coerce.number().int();
const fullSchema = z.tuple([
  z.object({ openingMinor: minor, inMinor: minor, outMinor: minor, lineCount: minor }),
]);

/** What every posting since the wallet was opened comes to. */
async function sumAll({ accountId, from, to }: Stretch) {
  const rows = await fixture.orm.em.fork().execute(
    `select coalesce(-sum(amount_minor) filter (where created_at < ?), 0) as "openingMinor",
            coalesce(-sum(amount_minor) filter (where created_at >= ? and amount_minor < 0), 0) as "inMinor",
            coalesce(sum(amount_minor) filter (where created_at >= ? and amount_minor > 0), 0) as "outMinor",
            count(*) filter (where created_at >= ?) as "lineCount"
       from posting where account_id = ? and created_at < ?`,
    [from, from, from, from, accountId, to],
  );
  return fullSchema.parse(rows)[0];
}

it('what is carried day by day comes to what all postings do, whenever a stretch begins and ends', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(move, { maxLength: 15 }),
      fc.array(fc.tuple(moment, moment), { minLength: 1, maxLength: 5 }),
      async (moves, ends) => {
        const person = await fixture.person();
        const accountId = walletAccountId(person.walletId);
        for (const { at, amountMinor } of moves) await postAt(fixture.orm, person, amountMinor, at);
        for (const [one, other] of ends) {
          const [from, to] = one < other ? [one, other] : [other, one];
          const stretch = { accountId, from, to };
          const em = fixture.orm.em.fork();
          const sums = await sumStretch(em, stretch);
          expect(sums).toEqual(await sumAll(stretch));
          const lines = await readLines(em, stretch, { place: null, balanceMinor: sums.openingMinor }, 100);
          for (const line of lines) expect(await balanceAt(em, accountId, line)).toBe(line.balanceMinor);
        }
      },
    ),
    { numRuns: 40 },
  );
  expect(await miscarried()).toEqual([]);
}, 120_000);

it('what was posted before days were carried is carried by the migration, once', async () => {
  const alice = await fixture.person(500);
  const days = ['2024-02-27T22:00:00Z', '2024-02-27T23:00:00Z', '2024-02-29T00:00:00Z'];
  for (const at of days) await postAt(fixture.orm, alice, 700, new Date(at));
  await fixture.orm.migrator.down({ to: '20261128000401-index-amounts-people-and-statements' });
  await postAt(fixture.orm, alice, -200, new Date('2024-02-29T01:00:00Z'));
  await fixture.orm.migrator.up();
  await postAt(fixture.orm, alice, -100, new Date('2024-02-29T02:00:00Z'));
  expect(await miscarried()).toEqual([]);
  const stretch = { from: new Date('2024-02-28T00:00:00Z'), to: new Date('2024-03-01T00:00:00Z') };
  const accountId = walletAccountId(alice.walletId);
  expect(await sumStretch(fixture.orm.em.fork(), { ...stretch, accountId })).toEqual({
    openingMinor: 1_400,
    inMinor: 700,
    outMinor: 300,
    lineCount: 3,
  });
});

it('the database refuses to forget a day', async () => {
  const em = fixture.orm.em.fork();
  await expect(em.execute('delete from wallet_day')).rejects.toThrow('the ledger is append-only');
});
