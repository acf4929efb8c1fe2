import fc from 'fast-check';
import { isPast, statusesUnderWay, type PaymentStatus } from '../src/entities/payment-state.ts';
import { payoutsUnderWay } from '../src/entities/payout-state.ts';
import { walletBalanceMinorMax } from '../src/operations/wallet-bounds.ts';
import { MoneyModel, type Step } from './money-model.ts';

const runCount = 2_000;
const peopleCount = 3;

const who = fc.nat({ max: peopleCount - 1 });
/** The first few payments: each is met again and again on its way. */
const which = fc.nat({ max: 3 });
/** Few keys, so that some are used again, with the same input or with other. */
const key = fc.integer({ min: 1, max: 8 }).map((number) => `key-${number}`);
/** They meet each other, for there are few. */
const small = fc.constantFrom(1, 99, 100, 250, 600);
/** Some fill a wallet. */
const amountMinor = fc.oneof(
  { weight: 12, arbitrary: small },
  { weight: 1, arbitrary: fc.constant(walletBalanceMinorMax - 100) },
);

/** Weighed so that payments get to their ends, and money back, in one short history. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('top-up' as const), who, amountMinor, key }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('pay' as const), who, whom: who, amountMinor, key }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('process' as const), which }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('complete' as const), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      who,
      amountMinor: small,
      use: fc.constantFrom('SINGLE' as const, 'MULTI' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pay-request' as const), who, which, key }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('pay-out' as const), who, amountMinor: small, key }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('payout-told' as const),
      which,
      status: fc.constantFrom('PROCESSING' as const, 'SETTLED' as const, 'RETURNED' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('refund' as const), which, amountMinor: fc.option(small), key }),
  },
);
const history = fc.array(step, { minLength: 1, maxLength: 60, size: 'max' });

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** What an account's postings sum to: positive where it was debited more than credited. */
const sumOf = ({ postings }: MoneyModel, isWanted: (accountId: string) => boolean): number =>
  sum(postings.filter(({ account }) => isWanted(account.id)).map((posting) => posting.amountMinor));

const cameBack = (status: PaymentStatus): boolean => status === 'FAILED' || status === 'CANCELLED';

/** What is wrong with the books: `expect` for each number of each step would take longer than all the rest. */
function findWrong(model: MoneyModel): string[] {
  const wrong: string[] = [];
  const claim = (holds: boolean, what: string): void => {
    if (!holds) wrong.push(what);
  };
  claim(sumOf(model, () => true) === 0, 'the postings do not sum to zero');
  const balances = Array.from({ length: peopleCount }, (_, person) => model.walletOf(person).balanceMinor);
  balances.forEach((balance, person) => {
    claim(balance >= 0, `wallet ${person} is overdrawn`);
    const posted = 0 - sumOf(model, (id) => id === `wallet:${person}`);
    claim(balance === posted, `wallet ${person} says ${balance}, its postings ${posted}`);
  });
  const underWay = model.payments.filter(({ status }) => statusesUnderWay.includes(status));
  const payouts = model.payouts.filter(({ status }) => payoutsUnderWay.includes(status));
  const heldMinor = sum([...underWay, ...payouts].map(({ amountMinor: held }) => held));
  const leftMinor = sum(
    model.payouts.filter(({ status }) => status === 'SETTLED').map((left) => left.amountMinor),
  );
  claim(0 - sumOf(model, (id) => id === 'clearing:EUR') === heldMinor, 'clearing holds something else');
  claim(sum(balances) + heldMinor + leftMinor === model.capturedMinor, 'money was made or lost');
  model.requests.forEach(({ use, paidCount, status }, id) => {
    const standing = model.payments.filter((payment) => payment.request === id && !cameBack(payment.status));
    claim(standing.length === paidCount, `request ${id} says ${paidCount} payments, not ${standing.length}`);
    claim(
      use === 'MULTI' || paidCount === (status === 'PAID' ? 1 : 0),
      `request ${id} was paid ${paidCount} times`,
    );
  });
  return wrong;
}

function expectRefundsWithinPayments({ payments, refunds }: MoneyModel): void {
  for (const { id, amountMinor: paid, refundedMinor, status } of payments) {
    const given = sum(refunds.filter(({ payment }) => payment === id).map((refund) => refund.amountMinor));
    expect(refundedMinor).toBe(given);
    expect(refundedMinor).toBeLessThanOrEqual(status === 'COMPLETED' ? paid : 0);
  }
}

describe('whatever happens in whatever order', () => {
  it('the ledger is balanced, no wallet is overdrawn, a single request is paid once, and nobody gets back more than they paid', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const [model, wrong] = [new MoneyModel(peopleCount), new Array<string>()];
        for (const next of steps) {
          model.take(next);
          wrong.push(...findWrong(model));
        }
        expect(wrong).toEqual([]);
        expectRefundsWithinPayments(model);
      }),
      { numRuns: runCount },
    );
  }, 60_000);

  it('a key has one effect: used again with the same input it gives the same, with other input nothing', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const model = new MoneyModel(peopleCount);
        const answers = steps.map((next) => [next, model.take(next)] as const);
        expect([...model.effects.values()].every((count) => count === 1)).toBe(true);
        const counts = () =>
          [model.postings, model.payments, model.refunds, model.payouts].map((list) => list.length);
        const before = counts();
        for (const [next, answer] of answers) {
          // An answer that was a result is the same for ever, though the money may be gone since.
          if ('key' in next && answer.startsWith('result')) expect(model.take(next)).toBe(answer);
          if ('key' in next && answer === 'reused key') expect(model.take(next)).toBe(answer);
        }
        expect(counts()).toEqual(before);
      }),
      { numRuns: runCount },
    );
  }, 60_000);

  it('a payment only ever moves forward, and what is at its end stays there', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const model = new MoneyModel(peopleCount);
        let seen: PaymentStatus[] = [];
        for (const next of steps) {
          model.take(next);
          const now = model.payments.map(({ status }) => status);
          seen.forEach((before, id) => {
            const after = now[id] ?? before;
            expect(after === before || isPast(before, after)).toBe(true);
          });
          seen = now;
        }
      }),
      { numRuns: runCount },
    );
  }, 60_000);

  it('is drawn so that every answer comes up', () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(history, (steps) => {
        const model = new MoneyModel(peopleCount);
        for (const next of steps) met.add(`${next.kind}: ${model.take(next).replace(/ \d+$/, '')}`);
      }),
      { numRuns: runCount, seed: 1 },
    );
    for (const answer of [
      ...['top-up: result', 'top-up: full', 'top-up: reused key'],
      ...['pay: result', 'pay: too little money', 'pay: oneself', 'pay: reused key'],
      ...['pay-request: result', 'pay-request: closed', 'pay-request: reused key', 'pay-out: result'],
      ...['pay-out: too little money', 'payout-told: SETTLED', 'payout-told: RETURNED', 'payout-told: past'],
      ...['process: PROCESSING', 'process: past', 'cancel: CANCELLED', 'cancel: past', 'complete: COMPLETED'],
      ...[
        'complete: FAILED',
        'complete: past',
        'complete: too early',
        'refund: result',
        'refund: all-refunded',
      ],
      ...[
        'refund: not-completed',
        'refund: more-than-left',
        'refund: too-little-money',
        'refund: reused key',
      ],
    ]) {
      expect(met).toContain(answer);
    }
  }, 60_000);
});
