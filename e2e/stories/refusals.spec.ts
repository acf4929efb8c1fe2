import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, signIn, test, type App } from '../support/app.ts';
import { expire } from '../support/expired-token.ts';
import { ask, tokenFor } from '../support/graph.ts';

const makePayment = `mutation Pay($input: MakePaymentInput!) {
  makePayment(input: $input) {
    __typename
    ... on Payment { id }
    ... on Problem { message }
    ... on InvalidInput { fields { name message } }
    ... on InsufficientFunds { available { amountMinor } required { amountMinor } }
  }
}`;

const balanceQuery = '{ viewer { wallet { balance { amountMinor } pending { amountMinor } } } }';

interface Draft {
  recipientEmail?: string;
  amountMinor?: number;
  idempotencyKey?: string;
}

function paymentInput({ recipientEmail, amountMinor = 100, idempotencyKey = randomUUID() }: Draft, app: App) {
  return {
    recipientEmail: recipientEmail ?? app.accounts.bob.email,
    amount: { amountMinor, currency: 'EUR' },
    idempotencyKey,
  };
}

test.describe('the graph refuses in plain types, and changes nothing', () => {
  const cases: [string, Draft, Record<string, unknown>][] = [
    [
      'too little money',
      { amountMinor: 90_000_000 },
      { __typename: 'InsufficientFunds', required: { amountMinor: 90_000_000 } },
    ],
    ['an unknown recipient', { recipientEmail: 'nobody@example.com' }, { __typename: 'RecipientNotFound' }],
    [
      'a negative amount',
      { amountMinor: -5 },
      { __typename: 'InvalidInput', fields: [{ name: 'amount.amountMinor' }] },
    ],
    [
      'oneself',
      { recipientEmail: 'alice@payloom.example' },
      { __typename: 'InvalidInput', fields: [{ name: 'recipientEmail' }] },
    ],
  ];
  for (const [what, draft, expected] of cases) {
    test(what, async ({ app }) => {
      const token = await tokenFor(app, app.accounts.alice);
      const before = await ask(app, balanceQuery, { token });
      const answer = await ask(app, makePayment, { token, variables: { input: paymentInput(draft, app) } });
      expect(answer.errors).toBeUndefined();
      expect(answer.data).toMatchObject({ makePayment: expected });
      expect(await ask(app, balanceQuery, { token })).toEqual(before);
    });
  }

  test('a fractional amount', async ({ app }) => {
    const token = await tokenFor(app, app.accounts.alice);
    const before = await ask(app, balanceQuery, { token });
    const answer = await ask(app, makePayment, {
      token,
      variables: { input: paymentInput({ amountMinor: 10.5 }, app) },
    });
    expect(answer.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toMatch(/amountMinor/);
    expect(await ask(app, balanceQuery, { token })).toEqual(before);
  });

  test('an idempotency key used again: the same input is answered alike, other input is refused', async ({
    app,
  }) => {
    const token = await tokenFor(app, app.accounts.alice);
    const pay = (amountMinor: number) =>
      ask(app, makePayment, {
        token,
        variables: { input: paymentInput({ amountMinor, idempotencyKey: 'story-key-1' }, app) },
      });
    const [first, twin] = await Promise.all([pay(101), pay(101)]);
    expect(first.data).toMatchObject({ makePayment: { __typename: 'Payment' } });
    expect(twin.data).toEqual(first.data);
    expect((await pay(102)).data).toMatchObject({ makePayment: { __typename: 'IdempotencyKeyReused' } });
  });

  test('a wrong password, without telling which of the two was wrong', async ({ app }) => {
    const signInWith = (email: string) =>
      ask(
        app,
        'mutation In($input: SignInInput!) { signIn(input: $input) { __typename ... on Problem { message } } }',
        {
          variables: { input: { email, password: 'not the password' } },
        },
      );
    const known = await signInWith(app.accounts.alice.email);
    expect(known.data).toMatchObject({ signIn: { __typename: 'InvalidCredentials' } });
    expect(await signInWith('nobody@example.com')).toEqual(known);
  });

  test('a token that is not valid, and none at all', async ({ app }) => {
    const forged = await ask(app, balanceQuery, { token: 'a.b.c' });
    expect(forged.errors?.[0]?.extensions).toMatchObject({
      code: 'UNAUTHENTICATED',
      reason: 'TOKEN_INVALID',
    });
    const anonymous = await ask(app, '{ payments { edges { node { id } } } }');
    expect(anonymous.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  test('a token that has expired: says so, so that the client renews it', async ({ app }) => {
    const token = await expire(await tokenFor(app, app.accounts.alice), String(process.env.PAYLOOM_E2E_DATA));
    const answer = await ask(app, balanceQuery, { token });
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'UNAUTHENTICATED',
      reason: 'TOKEN_EXPIRED',
    });
  });

  test('a customer who asks for the audit log', async ({ app }) => {
    const token = await tokenFor(app, app.accounts.alice);
    const answer = await ask(app, '{ viewer { id } auditEntries { edges { node { action } } } }', { token });
    expect(answer.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect(JSON.stringify(answer)).not.toContain('auth.user.registered');
  });
});

const balanceSchema = z.object({
  viewer: z.object({
    wallet: z.object({ balance: z.unknown(), pending: z.object({ amountMinor: z.int() }) }),
  }),
});

/** What Alice can spend once none of her payments is on its way any more. */
async function balanceAtRest(app: App, token: string): Promise<unknown> {
  const read = async () => balanceSchema.parse((await ask(app, balanceQuery, { token })).data).viewer.wallet;
  await expect.poll(async () => (await read()).pending.amountMinor).toBe(0);
  return (await read()).balance;
}

async function payOnPage(page: Page, email: string, amount: string): Promise<void> {
  await page.goto('/pay');
  await page.getByLabel("Recipient's email").fill(email);
  await page.getByLabel('Amount').fill(amount);
  await page.getByRole('button', { name: 'Review payment' }).click();
  await page.getByRole('button', { name: `Pay ${email}` }).click();
}

test.describe('the page says what is wrong where it is wrong', () => {
  test('at signing in', async ({ page, app }) => {
    await page.goto('/sign-in');
    await page.getByLabel('Email').fill(app.accounts.alice.email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toContainText(/email or (the )?password/i);
    await expect(page).toHaveURL(/sign-in/);
  });

  test('at an amount that is no amount', async ({ browser, app }) => {
    const { page } = await signIn(browser, app.accounts.alice);
    await page.goto('/pay');
    const amount = page.getByLabel('Amount');
    await page.getByLabel("Recipient's email").fill(app.accounts.bob.email);
    for (const [text, words] of [
      ['-5', /negative|more than|positive|at least/i],
      ['1.005', /decimal|cent|places|digits/i],
    ] as const) {
      await amount.fill(text);
      await page.getByRole('button', { name: 'Review payment' }).click();
      await expect(amount).toHaveAttribute('aria-invalid', 'true');
      await expect(page.getByRole('main')).toContainText(words);
    }
  });

  test('at too little money, an unknown recipient and a key used before, and moves nothing', async ({
    browser,
    app,
  }) => {
    const token = await tokenFor(app, app.accounts.alice);
    const used = paymentInput({ amountMinor: 103 }, app);
    await ask(app, makePayment, { token, variables: { input: used } });
    const before = await balanceAtRest(app, token);
    const { page } = await signIn(browser, app.accounts.alice);

    await payOnPage(page, app.accounts.bob.email, '99999');
    await expect(page.getByLabel('Amount')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText(/That is more than the .* you can spend/)).toBeVisible();

    await payOnPage(page, 'nobody@example.com', '1');
    await expect(page.getByLabel("Recipient's email")).toHaveAttribute('aria-invalid', 'true');

    await page.route('**/graphql', (route) => {
      const body = route.request().postData() ?? '';
      const key = `"idempotencyKey":"${used.idempotencyKey}"`;
      return route.continue({ postData: body.replace(/"idempotencyKey":"[^"]*"/, key) });
    });
    await payOnPage(page, app.accounts.bob.email, '2');
    await expect(page.getByText(/mixed up with an earlier try/)).toBeVisible();
    expect(await balanceAtRest(app, token)).toEqual(before);
  });

  test('and renews an expired token by itself', async ({ browser, app }) => {
    const { page } = await signIn(browser, app.accounts.alice);
    const token = await tokenFor(app, app.accounts.alice);
    const authorization = `Bearer ${await expire(token, String(process.env.PAYLOOM_E2E_DATA))}`;
    const answers: string[] = [];
    let isRenewed = false;
    // Until then every one, for what the page that is left has asked nobody waits for any more.
    await page.route('**/graphql', async (route) => {
      const headers = await route.request().allHeaders();
      isRenewed ||= route.request().postData()?.includes('refreshSession') ?? false;
      if (headers.authorization === undefined || isRenewed) return route.continue();
      const response = await route.fetch({ headers: { ...headers, authorization } });
      answers.push(await response.text());
      return route.fulfill({ response });
    });
    const renewed = page.waitForRequest((request) => request.postData()?.includes('refreshSession') ?? false);
    await page.getByRole('link', { name: 'Payments', exact: true }).click();
    await renewed;
    await expect(page.getByRole('table', { name: 'Payments', exact: true })).toContainText("Bob's Bakery");
    expect(answers[0]).toContain('TOKEN_EXPIRED');
  });

  test('to a customer at the audit log', async ({ browser, app }) => {
    const { page } = await signIn(browser, app.accounts.alice);
    await page.goto('/admin/audit');
    await expect(page.getByRole('main')).toContainText(/administrator|not for|role/i);
    await expect(page.getByText('auth.user.registered')).toHaveCount(0);
  });
});
