import { CombinedGraphQLErrors } from '@apollo/client';
import { jest } from '@jest/globals';
import { giveVaultBrowser } from '@payloom/offline/testing/vault-browser';
import { vault } from '@payloom/offline/vault';
import { SessionUnreachable } from '@payloom/session/post';
import { euros, payment } from '../testing/payments.ts';
import { sendOne, sendWaiting, type Outcome, type Pay } from './send-waiting.ts';
import type { PaymentWish } from './waiting-payment.ts';
import { WAITING_PAYMENTS_MAX, WaitingPayments } from './waiting-payments.ts';

const made = payment({ nth: 7, status: 'PENDING', balanceMinor: 7500 });
const wish = (key: string): PaymentWish => ({
  recipientEmail: 'bob@payloom.example',
  amount: { amountMinor: 2500, currency: 'EUR' },
  note: null,
  idempotencyKey: key,
});
const insufficient = {
  __typename: 'InsufficientFunds' as const,
  message: 'Too little.',
  available: euros(1200),
};

let waiting: WaitingPayments;
const keys = async () => (await waiting.all()).map(({ input }) => input.idempotencyKey);

/** What is told of all that wait, when the graph answers like this. */
async function send(pay: Pay): Promise<Outcome['is'][]> {
  const told: Outcome['is'][] = [];
  await sendWaiting(waiting, pay, ({ is }) => told.push(is));
  return told;
}

beforeAll(() => giveVaultBrowser());
beforeEach(async () => {
  await vault.claim({ id: 'alice', role: 'CUSTOMER' });
  waiting = new WaitingPayments(vault, 'alice');
});
afterEach(() => vault.wipe());

describe('payments that wait', () => {
  it('are sent one after the other, each with its key, and gone when they are made', async () => {
    await waiting.add(wish('one'), { isSent: false });
    await waiting.add(wish('two'), { isSent: false });
    const pay = jest.fn<Pay>(async () => made);
    expect(await send(pay)).toEqual(['made', 'made']);
    expect(pay.mock.calls.map(([{ idempotencyKey }]) => idempotencyKey)).toEqual(['one', 'two']);
    expect(await keys()).toEqual([]);
  });

  it('are kept where no answer comes, as sent, and asked for again with the same key', async () => {
    await waiting.add(wish('one'), { isSent: false });
    await waiting.add(wish('two'), { isSent: false });
    expect(await send(() => Promise.reject(new TypeError('Failed to fetch')))).toEqual(['unanswered']);
    expect((await waiting.all()).map(({ isSent }) => isSent)).toEqual([true, false]);
    const pay = jest.fn<Pay>(async () => made);
    await send(pay);
    expect(pay.mock.calls[0]?.[0]).toEqual(wish('one'));
  });

  it('have not left where not even a token was to be had', async () => {
    await waiting.add(wish('one'), { isSent: false });
    expect(await send(() => Promise.reject(new SessionUnreachable()))).toEqual(['unanswered']);
    expect((await waiting.all())[0]?.isSent).toBe(false);
    expect(await waiting.withdraw('one')).toBe(true);
  });

  it('that may have been made stay so when the network is away again', async () => {
    await waiting.add(wish('one'), { isSent: true });
    await send(() => Promise.reject(new SessionUnreachable()));
    expect((await waiting.all())[0]?.isSent).toBe(true);
  });

  it('are left for their owner to decide where the graph refuses, and the next is sent all the same', async () => {
    await waiting.add(wish('one'), { isSent: false });
    await waiting.add(wish('two'), { isSent: false });
    const answers = [insufficient, made];
    expect(await send(async () => answers.shift() ?? made)).toEqual(['refused', 'made']);
    const [left] = await waiting.all();
    expect(left).toMatchObject({
      isSent: false,
      refusal: { __typename: 'InsufficientFunds', available: { amountMinor: 1200, currency: 'EUR' } },
    });
    const pay = jest.fn<Pay>(async () => made);
    expect(await send(pay)).toEqual([]);
    expect(pay).not.toHaveBeenCalled();
    expect((await sendOne(waiting, 'one', pay)).is).toBe('made');
    expect(await keys()).toEqual([]);
  });

  it.each([
    [{ __typename: 'RecipientNotFound' as const, message: 'Nobody.' }, { __typename: 'RecipientNotFound' }],
    [{ __typename: 'StepUpRequired' as const, message: 'Who?' }, { __typename: 'StepUpRequired' }],
    [
      { __typename: 'IdempotencyKeyReused' as const, message: 'Used.' },
      { __typename: 'Refused', message: 'Used.' },
    ],
  ])('keep why: %o', async (answer, refusal) => {
    await waiting.add(wish('one'), { isSent: false });
    await send(async () => answer);
    expect((await waiting.all())[0]?.refusal).toEqual(refusal);
  });

  it('are refused by an error with which the graph did nothing, and unanswered by any other', async () => {
    const failing = (code: string, path: string[] = ['makePayment']): Pay => {
      const errors = [{ message: 'No.', path, extensions: { code } }];
      return () => Promise.reject(new CombinedGraphQLErrors({ errors }));
    };
    await waiting.add(wish('one'), { isSent: false });
    expect(await send(failing('INTERNAL_SERVER_ERROR'))).toEqual(['unanswered']);
    // Another time it is done.
    expect(await send(failing('RATE_LIMITED'))).toEqual(['unanswered']);
    // It was made, and only who got it could not be told.
    expect(await send(failing('FORBIDDEN', ['makePayment', 'recipient']))).toEqual(['unanswered']);
    expect(await send(failing('BAD_USER_INPUT'))).toEqual(['refused']);
  });
});

describe('a withdrawal', () => {
  it('wins over a send that has not begun', async () => {
    await waiting.add(wish('one'), { isSent: false });
    expect(await waiting.withdraw('one')).toBe(true);
    const pay = jest.fn<Pay>(async () => made);
    expect((await sendOne(waiting, 'one', pay)).is).toBe('gone');
    expect(pay).not.toHaveBeenCalled();
  });

  it('comes too late for one that is on its way', async () => {
    await waiting.add(wish('one'), { isSent: false });
    const { promise: answer, resolve } = Promise.withResolvers<typeof made>();
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    const sent = sendOne(waiting, 'one', () => {
      ask();
      return answer;
    });
    await asked;
    expect(await waiting.withdraw('one')).toBe(false);
    resolve(made);
    expect((await sent).is).toBe('made');
  });
});

it('no more wait than anybody means, and none for somebody who is not there any more', async () => {
  for (let nth = 0; nth < WAITING_PAYMENTS_MAX; nth += 1)
    await waiting.add(wish(`${nth}`), { isSent: false });
  expect(await waiting.add(wish('one more'), { isSent: false })).toBe(false);
  expect(await new WaitingPayments(vault, 'bob').add(wish('his'), { isSent: false })).toBe(false);
  expect(await new WaitingPayments(vault, 'bob').all()).toEqual([]);
});
