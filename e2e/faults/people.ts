import { setTimeout as delay } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { AnswerEvidence } from './evidence.ts';
import { askUntilAnswered, type Asked } from './graph-client.ts';
import type { Intent, Timed } from './plan.ts';
import type { PlanClock } from './plan-clock.ts';
import type { Publisher } from './publisher.ts';

const topUpMinor = 1_000_000;
const startMsMax = 30_000;
/** Payments somebody waits for at the same time; beyond it the next ones are asked for late. */
const underWayMax = 40;

const topUpMutation = `mutation TopUp($input: TopUpWalletInput!) {
  topUpWallet(input: $input) { __typename ... on TopUp { status } }
}`;
const payMutation = `mutation Pay($input: MakePaymentInput!) {
  makePayment(input: $input) { __typename ... on Payment { id } ... on Problem { message } }
}`;

const paidSchema = z.object({ makePayment: z.object({ __typename: z.literal('Payment'), id: z.uuid() }) });
const toppedUpSchema = z.object({
  topUpWallet: z.object({ __typename: z.literal('TopUp'), status: z.literal('COMPLETED') }),
});

export interface Person {
  readonly userId: string;
  readonly email: string;
}

export function newPerson(): Person {
  const userId = uuidv7();
  return { userId, email: `${userId}@example.com` };
}

/** The first name of everybody. */
export const firstName = 'Name 0';

/** People who register and pay each other, in the place of browsers and of the auth subgraph. */
export class People {
  readonly answers: AnswerEvidence[] = [];
  readonly all: readonly Person[];
  readonly #asked: Asked;
  readonly #publisher: Publisher;

  constructor(asked: Asked, publisher: Publisher, count: number) {
    this.#asked = asked;
    this.#publisher = publisher;
    this.all = Array.from({ length: count }, newPerson);
  }

  /** Everybody registers and gets money, while nothing is broken yet. */
  async prepare(): Promise<void> {
    await Promise.all(this.all.map((person) => this.register(person)));
    await Promise.all(this.all.map((person) => this.#topUp(person)));
  }

  person(index: number): Person {
    const person = this.all[index];
    if (!person) throw new RangeError(`There is no person ${index}`);
    return person;
  }

  register({ userId, email }: Person): Promise<void> {
    return this.#publisher.publish({
      type: 'auth.user.registered',
      subject: userId,
      data: { userId, email, displayName: firstName, role: 'CUSTOMER', status: 'ACTIVE' },
      audience: [],
      actor: userId,
    });
  }

  /** Resolves when the last payment has been answered. `atHalf` begins when half of them were asked for. */
  async payAll(
    payments: readonly Timed<Intent>[],
    clock: PlanClock,
    atHalf: () => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    const underWay = new Set<Promise<void>>();
    for (const [index, intent] of payments.entries()) {
      await clock.until(intent.atMs);
      if (index === Math.floor(payments.length / 2)) await atHalf();
      if (underWay.size >= underWayMax) await Promise.race(underWay);
      const paid: Promise<void> = this.#pay(intent).finally(() => underWay.delete(paid));
      underWay.add(paid);
    }
    await Promise.all(underWay);
  }

  async #pay({ payer, payee, amountMinor, asksAgain }: Intent): Promise<void> {
    const input = {
      recipientEmail: this.person(payee).email,
      amount: { amountMinor, currency: 'EUR' },
      idempotencyKey: uuidv7(),
    };
    const { userId } = this.person(payer);
    const operation = {
      subgraph: 'payments',
      query: payMutation,
      variables: { input },
      as: { userId },
    } as const;
    for (let asked = 0; asked < (asksAgain ? 2 : 1); asked += 1) {
      const { makePayment } = paidSchema.parse(await askUntilAnswered(this.#asked, operation));
      this.answers.push({ idempotencyKey: input.idempotencyKey, paymentId: makePayment.id });
    }
  }

  /** Tries again while the wallet is not open yet. */
  async #topUp({ userId }: Person): Promise<void> {
    const input = { amount: { amountMinor: topUpMinor, currency: 'EUR' }, idempotencyKey: uuidv7() };
    const operation = {
      subgraph: 'payments',
      query: topUpMutation,
      variables: { input },
      as: { userId },
    } as const;
    const deadlineMs = Date.now() + startMsMax;
    while (!toppedUpSchema.safeParse(await askUntilAnswered(this.#asked, operation)).success) {
      if (Date.now() > deadlineMs) throw new Error(`${userId} could not top up within ${startMsMax} ms`);
      await delay(100);
    }
  }
}
