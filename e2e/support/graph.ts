import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Account, App } from './installation.ts';

const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.record(z.string(), z.unknown()).optional() }))
    .optional(),
});

export type Answer = z.infer<typeof answerSchema>;

/** Asks the graph as a program would. */
export async function ask(
  { origin }: Pick<App, 'origin'>,
  query: string,
  { variables = {}, token }: { variables?: Record<string, unknown>; token?: string } = {},
): Promise<Answer> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return answerSchema.parse(await response.json());
}

const sessionSchema = z.object({ signIn: z.object({ accessToken: z.string() }) });

/** An access token for the account. */
export async function tokenFor(app: App, input: Account): Promise<string> {
  const answer = await ask(
    app,
    'mutation SignIn($input: SignInInput!) { signIn(input: $input) { ... on Session { accessToken } } }',
    { variables: { input: { email: input.email, password: input.password } } },
  );
  return sessionSchema.parse(answer.data).signIn.accessToken;
}

const paymentSchema = z.object({ makePayment: z.object({ id: z.uuid() }) });

/** Pays as a program would. Resolves with the payment's id. */
export async function pay(
  app: App,
  payer: Account,
  { recipientEmail, amountMinor }: { recipientEmail: string; amountMinor: number },
): Promise<string> {
  const answer = await ask(
    app,
    'mutation Pay($input: MakePaymentInput!) { makePayment(input: $input) { ... on Payment { id } } }',
    {
      token: await tokenFor(app, payer),
      variables: {
        input: { recipientEmail, amount: { amountMinor, currency: 'EUR' }, idempotencyKey: randomUUID() },
      },
    },
  );
  return paymentSchema.parse(answer.data).makePayment.id;
}
