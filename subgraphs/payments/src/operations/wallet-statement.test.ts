import fc from 'fast-check';
import { carryOut, contextOf, paid } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { postAt } from '../../test/post-at.ts';
import { refundPayment } from './refund-payment.ts';
import { listStatementLines, monthPeriod, readStatement, type WalletStatement } from './wallet-statement.ts';

let fixture: PaymentsFixture;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
});

afterAll(() => fixture.close());

const ask = (person: Person, input: object) =>
  readStatement(contextOf(fixture.orm, person), { month: '2024-03', timeZone: 'Europe/Berlin', ...input });

async function statementOf(person: Person, input: object = {}): Promise<WalletStatement> {
  const statement = await ask(person, input);
  if (statement.__typename !== 'WalletStatement') throw new Error(JSON.stringify(statement));
  return statement;
}

/** All lines, so many at a time. */
async function linesOf(statement: WalletStatement, first = 100) {
  const lines = [];
  for (let after: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof listStatementLines>> = await listStatementLines(
      fixture.orm.em.fork(),
      statement,
      { first, after },
    );
    lines.push(...page.edges.map(({ node }) => node));
    if (!page.pageInfo.hasNextPage) return lines;
    after = page.pageInfo.endCursor;
  }
}

const thisMonth = () => new Date().toISOString().slice(0, 7);

describe('a month of a wallet', () => {
  it('begins and ends at midnight where its reader is, over the change of the clocks', () => {
    expect(monthPeriod('2024-03', 'Europe/Berlin')).toEqual({
      from: new Date('2024-02-29T23:00:00Z'),
      to: new Date('2024-03-31T22:00:00Z'),
    });
    expect(monthPeriod('2024-12', 'UTC').to).toEqual(new Date('2025-01-01T00:00:00Z'));
  });

  it('has what was posted in it and no moment more', async () => {
    const alice = await fixture.person();
    await postAt(fixture.orm, alice, 1_000, new Date('2024-02-29T22:59:59.999Z'));
    await postAt(fixture.orm, alice, 200, new Date('2024-02-29T23:00:00Z'));
    await postAt(fixture.orm, alice, -50, new Date('2024-03-31T21:59:59.999Z'));
    await postAt(fixture.orm, alice, 7, new Date('2024-03-31T22:00:00Z'));
    const march = await statementOf(alice);
    expect(march.sums).toEqual({
      openingMinor: 1_000,
      inMinor: 200,
      outMinor: 50,
      closingMinor: 1_150,
      lineCount: 2,
    });
    expect((await linesOf(march)).map((line) => [line.amountMinor, line.balanceMinor])).toEqual([
      [200, 1_200],
      [-50, 1_150],
    ]);
    const inUtc = await statementOf(alice, { timeZone: 'UTC' });
    expect(inUtc.sums).toMatchObject({ openingMinor: 1_200, lineCount: 2, closingMinor: 1_157 });
  });

  it('tells of payments, what came back of them, and refunds, and closes with what the wallet holds', async () => {
    const [alice, bob] = [await fixture.person(5_000), await fixture.person()];
    const { id } = await paid(fixture.orm, alice, bob, 1_200);
    await carryOut(fixture.orm, id);
    await refundPayment(contextOf(fixture.orm, bob), {
      paymentId: id,
      amount: { amountMinor: 300, currency: 'EUR' },
      idempotencyKey: 'a refund of a part',
    });
    const statement = await statementOf(alice, { month: thisMonth(), timeZone: 'UTC' });
    const lines = await linesOf(statement);
    expect(lines.map((line) => [line.kind, line.amountMinor, line.paymentId])).toEqual([
      ['TOP_UP_CAPTURED', 5_000, null],
      ['PAYMENT_HELD', -1_200, id],
      ['PAYMENT_REFUNDED', 300, id],
    ]);
    expect(statement.sums.closingMinor).toBe(await fixture.balanceOf(alice));
    const his = await linesOf(await statementOf(bob, { month: thisMonth(), timeZone: 'UTC' }));
    expect(his.map((line) => [line.kind, line.amountMinor])).toEqual([
      ['PAYMENT_DELIVERED', 1_200],
      ['PAYMENT_REFUNDED', -300],
    ]);
  });

  it('is of the wallet in the currency that is asked for, else of the first', async () => {
    const alice = await fixture.person(100);
    const yen = await fixture.walletIn(alice, 'JPY', 5_000);
    const asked = { month: thisMonth(), timeZone: 'UTC' };
    expect(await statementOf(yen, { ...asked, currency: 'JPY' })).toMatchObject({
      currency: 'JPY',
      sums: { closingMinor: 5_000 },
    });
    expect(await statementOf(alice, asked)).toMatchObject({ currency: 'EUR', sums: { closingMinor: 100 } });
  });
});

/** Around the ends of months, in one zone or another, and anywhere. */
const moment = fc.oneof(
  fc.date({
    min: new Date('2024-01-01T00:00:00Z'),
    max: new Date('2024-05-31T23:59:59Z'),
    noInvalidDate: true,
  }),
  fc.constantFrom(
    new Date('2024-01-31T23:00:00Z'),
    new Date('2024-02-01T00:00:00Z'),
    new Date('2024-02-29T12:00:00Z'),
    new Date('2024-03-31T21:59:59.999Z'),
    new Date('2024-03-31T22:00:00Z'),
  ),
);
const move = fc.record({ at: moment, amountMinor: fc.constantFrom(1, -1, 50, -99, 10_000, -2_500) });
const months = ['2023-12', '2024-01', '2024-02', '2024-03', '2024-04', '2024-05', '2024-06'];

it('whatever is posted when: opening and movements make the closing, which the next month opens with', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(move, { maxLength: 12 }),
      fc.constantFrom('Europe/Berlin', 'America/Los_Angeles', 'Pacific/Kiritimati', 'UTC'),
      fc.integer({ min: 1, max: 5 }),
      async (moves, timeZone, pageSize) => {
        const person = await fixture.person();
        for (const { amountMinor, at } of moves) await postAt(fixture.orm, person, amountMinor, at);
        let balance = 0;
        let lineCount = 0;
        for (const month of months) {
          const statement = await statementOf(person, { month, timeZone });
          const { openingMinor, inMinor, outMinor, closingMinor } = statement.sums;
          expect(openingMinor).toBe(balance);
          const lines = await linesOf(statement, pageSize);
          for (const line of lines) {
            balance += line.amountMinor;
            expect(line.balanceMinor).toBe(balance);
          }
          expect(closingMinor).toBe(balance);
          expect(openingMinor + inMinor - outMinor).toBe(closingMinor);
          expect(lines).toHaveLength(statement.sums.lineCount);
          expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).toSorted());
          lineCount += lines.length;
        }
        expect(lineCount).toBe(moves.length);
        expect(balance).toBe(moves.reduce((sum, { amountMinor }) => sum + amountMinor, 0));
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);

describe('a statement is refused', () => {
  it.each([
    [{ month: '2024-13' }, 'month'],
    [{ month: '2024-3' }, 'month'],
    [{ month: '2024-03-01' }, 'month'],
    [{ month: 'March' }, 'month'],
    [{ month: '1969-12' }, 'month'],
    [{ month: '9999-01' }, 'month'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ currency: 'euro' }, 'currency'],
    [{ currency: 'KWD' }, 'currency'],
  ])('for %j, by the name of the field', async (input, name) => {
    const alice = await fixture.person();
    expect(await ask(alice, input)).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ name, message: expect.stringMatching(/^(Must be|You have)/) }],
    });
  });

  it('for a cursor of another wallet or month', async () => {
    const [alice, bob] = [await fixture.person(), await fixture.person()];
    for (const person of [alice, bob]) await postAt(fixture.orm, person, 5, new Date('2024-03-05T12:00:00Z'));
    const { edges } = await listStatementLines(fixture.orm.em.fork(), await statementOf(bob), { first: 1 });
    const after = edges[0]?.cursor ?? '';
    const em = fixture.orm.em.fork();
    await expect(listStatementLines(em, await statementOf(alice), { first: 1, after })).rejects.toThrow(
      'after: expected a cursor',
    );
    const april = await statementOf(bob, { month: '2024-04' });
    await expect(listStatementLines(em, april, { first: 1, after })).rejects.toThrow(
      'after: expected a cursor',
    );
    await expect(listStatementLines(em, april, { first: 0 })).rejects.toThrow('first: expected');
  });

  it('to whoever has no wallet yet, who is told to wait', async () => {
    const nobody = { ...(await fixture.person()), userId: '0193b6a0-0000-7000-8000-000000000001' };
    expect(await ask(nobody, {})).toMatchObject({ __typename: 'InvalidInput', fields: [] });
  });
});
