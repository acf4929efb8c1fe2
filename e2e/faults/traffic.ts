import { setTimeout as delay } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { AnswerEvidence } from './evidence.ts';
import { askUntilAnswered } from './graph-client.ts';
import { peopleCount, type Intent, type Plan, type Timed } from './plan.ts';
import type { PlanClock } from './plan-clock.ts';
import type { Platform } from './platform.ts';
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

interface Person {
  readonly userId: string;
  readonly email: string;
  renamed: number;
}

function newPerson(): Person {
  const userId = uuidv7();
  return { userId, email: `${userId}@example.com`, renamed: 0 };
}

/** People who pay each other, register and change their names, in the place of browsers and of other subgraphs. */
export class Traffic {
  readonly answers: AnswerEvidence[] = [];
  readonly #platform: Platform;
  readonly #publisher: Publisher;
  readonly #people: readonly Person[] = Array.from({ length: peopleCount }, newPerson);

  constructor(platform: Platform, publisher: Publisher) {
    this.#platform = platform;
    this.#publisher = publisher;
  }

  /** Everybody registers and gets money, while nothing is broken yet. */
  async prepare(): Promise<void> {
    await this.#makeAccounts();
    await Promise.all(this.#people.map((person) => this.#register(person)));
    await Promise.all(this.#people.map((person) => this.#topUp(person)));
  }

  /** Runs until the last payment has been answered. `atHalf` begins when half of them were asked for. */
  async run(
    { payments, renames, mails, registrations }: Plan,
    clock: PlanClock,
    atHalf: () => Promise<void>,
  ): Promise<void> {
    const turn = ({ atMs }: Timed<object>) => clock.until(atMs);
    const payAll = async () => {
      const underWay = new Set<Promise<void>>();
      for (const [index, intent] of payments.entries()) {
        await turn(intent);
        if (index === Math.floor(payments.length / 2)) await atHalf();
        if (underWay.size >= underWayMax) await Promise.race(underWay);
        const paid: Promise<void> = this.#pay(intent).finally(() => underWay.delete(paid));
        underWay.add(paid);
      }
      await Promise.all(underWay);
    };
    await Promise.all([
      payAll(),
      ...renames.map((rename) => turn(rename).then(() => this.#rename(this.#person(rename.person)))),
      ...mails.map((mail) => turn(mail).then(() => this.#requestMail(this.#person(mail.person)))),
      ...registrations.map((each) => turn(each).then(() => this.#register(newPerson()))),
    ]);
  }

  #person(index: number): Person {
    const person = this.#people[index];
    if (!person) throw new RangeError(`There is no person ${index}`);
    return person;
  }

  async #pay({ payer, payee, amountMinor, asksAgain }: Intent): Promise<void> {
    const input = {
      recipientEmail: this.#person(payee).email,
      amount: { amountMinor, currency: 'EUR' },
      idempotencyKey: uuidv7(),
    };
    const { userId } = this.#person(payer);
    const operation = {
      subgraph: 'payments',
      query: payMutation,
      variables: { input },
      as: { userId },
    } as const;
    for (let asked = 0; asked < (asksAgain ? 2 : 1); asked += 1) {
      const { makePayment } = paidSchema.parse(await askUntilAnswered(this.#platform, operation));
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
    while (!toppedUpSchema.safeParse(await askUntilAnswered(this.#platform, operation)).success) {
      if (Date.now() > deadlineMs) throw new Error(`${userId} could not top up within ${startMsMax} ms`);
      await delay(100);
    }
  }

  #register({ userId, email }: Person): Promise<void> {
    return this.#publisher.publish({
      type: 'auth.user.registered',
      subject: userId,
      data: { userId, email, displayName: nameOf(0), role: 'CUSTOMER', status: 'ACTIVE' },
      audience: [],
      actor: userId,
    });
  }

  /** In the place of sign-up, which takes a second of hashing each: their emails are proven. */
  async #makeAccounts(): Promise<void> {
    const sql = `
      insert into users (id, email, password_hash, role, status, created_at, email_verified_at, language)
      values ($1, $2, '', 'CUSTOMER', 'ACTIVE', now(), now(), 'en')`;
    await this.#platform.query('auth', async (database) => {
      for (const { userId, email } of this.#people) await database.query(sql, [userId, email]);
    });
  }

  #requestMail({ userId }: Person): Promise<void> {
    return this.#publisher.publish({
      type: 'profile.notification.mail-requested',
      subject: userId,
      data: {
        userId,
        kind: 'PAYMENT_RECEIVED',
        happenedAt: new Date().toISOString(),
        locale: 'en-GB',
        timeZone: 'UTC',
        isAboutAccount: false,
        details: { counterpartyName: nameOf(0), amount: { amountMinor: 1, currency: 'EUR' } },
      },
      audience: [],
      actor: 'system',
    });
  }

  #rename(person: Person): Promise<void> {
    person.renamed += 1;
    const { userId, renamed } = person;
    const state = { phone: null, locale: 'en-GB', timeZone: 'UTC' };
    const before = { ...state, displayName: nameOf(renamed - 1) };
    const after = { ...state, displayName: nameOf(renamed) };
    const data = { userId, before, after };
    return this.#publisher.publish({
      type: 'profile.profile.updated',
      subject: userId,
      data,
      audience: [],
      actor: userId,
    });
  }
}

const nameOf = (renamed: number): string => `Name ${renamed}`;
