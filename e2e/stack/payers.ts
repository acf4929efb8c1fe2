import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { APIRequestContext } from '@playwright/test';
import { z } from 'zod';
import type { AnswerEvidence } from '../faults/evidence.ts';
import { trustedDocument } from './trusted-document.ts';

const betweenTriesMs = 500;
const requestMsMax = 10_000;
/** Longer than anything is away. */
const answeredMsMax = 180_000;
const password = 'correct horse battery';

const sessionQuery = trustedDocument('SignIn');
const joinQuery = trustedDocument('Register');
const topUpQuery = trustedDocument('TopUpWallet');
const payQuery = trustedDocument('MakePayment');

const sessionSchema = z.object({ accessToken: z.string() });
const joinedSchema = z.object({ data: z.object({ register: sessionSchema }) });
const signedInSchema = z.object({ data: z.object({ signIn: sessionSchema }) });
const toppedUpSchema = z.object({
  data: z.object({ topUpWallet: z.object({ __typename: z.literal('TopUp') }) }),
});
const paidSchema = z.object({
  data: z.object({ makePayment: z.object({ __typename: z.literal('Payment'), id: z.uuid() }) }),
});

interface Question<Schema extends z.ZodType> {
  readonly query: string;
  readonly input: object;
  readonly schema: Schema;
}

/** The graph has answered, but not yet as it was asked to. */
class OtherAnswer extends Error {}

/** Somebody who pays as a program would: through nginx, and again with the same key until there is an answer. */
export class Payer {
  readonly answers: AnswerEvidence[] = [];
  /** What became of questions that were not answered, each time. */
  readonly dropped: string[] = [];
  readonly email = `payer.${randomUUID()}@example.com`;
  readonly #request: APIRequestContext;
  #token: string | undefined;

  constructor(request: APIRequestContext) {
    this.#request = request;
  }

  /** Makes an account and fills its wallet. */
  async join(): Promise<void> {
    const input = { email: this.email, password, displayName: 'Pia Payer', accountType: 'CUSTOMER' };
    const joined = await this.#until({ query: joinQuery, input, schema: joinedSchema });
    this.#token = joined.data.register.accessToken;
    const topUp = { amount: euros(50_000), idempotencyKey: randomUUID() };
    await this.#until({ query: topUpQuery, input: topUp, schema: toppedUpSchema });
  }

  async pay(recipientEmail: string, amountMinor: number): Promise<void> {
    const idempotencyKey = randomUUID();
    const input = { recipientEmail, amount: euros(amountMinor), idempotencyKey };
    const { data } = await this.#until({ query: payQuery, input, schema: paidSchema });
    this.answers.push({ idempotencyKey, paymentId: data.makePayment.id });
  }

  async #ask<Schema extends z.ZodType>({
    query,
    input,
    schema,
  }: Question<Schema>): Promise<z.output<Schema>> {
    const response = await this.#request.post('/graphql', {
      data: { query, variables: { input } },
      headers: this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` },
      timeout: requestMsMax,
    });
    const text = await response.text();
    // Access tokens live ten minutes.
    if (text.includes('UNAUTHENTICATED')) {
      await this.#signIn();
      throw new OtherAnswer('The token was too old.');
    }
    try {
      return schema.parse(JSON.parse(text));
    } catch (error) {
      const what = `${response.status()} ${text.slice(0, 300)}`;
      throw response.ok() ? new OtherAnswer(what, { cause: error }) : new Error(what, { cause: error });
    }
  }

  async #signIn(): Promise<void> {
    this.#token = undefined;
    const input = { email: this.email, password };
    const answer = await this.#ask({ query: sessionQuery, input, schema: signedInSchema });
    this.#token = answer.data.signIn.accessToken;
  }

  async #until<Schema extends z.ZodType>(question: Question<Schema>): Promise<z.output<Schema>> {
    const deadlineMs = Date.now() + answeredMsMax;
    for (;;) {
      try {
        return await this.#ask(question);
      } catch (error) {
        if (!(error instanceof OtherAnswer)) this.dropped.push(String(error));
        if (Date.now() > deadlineMs) throw error;
        await delay(betweenTriesMs);
      }
    }
  }
}

const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
