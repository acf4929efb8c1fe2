import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import getPort from 'get-port';
import { z } from 'zod';
import { signInDocument } from '../../gateway/explorer/src/session-documents.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { expect, test, type App } from '../support/app.ts';
import { ask } from '../support/graph.ts';
import { readInstallation, type Account } from '../support/installation.ts';
import { watchPolicy } from '../support/policy.ts';
import { exitCodeOf, ready, start, startTimeMaxMs, type Started } from '../support/started-app.ts';

const editorTimeMaxMs = 60_000;

let folder: string;
let started: Started;
let app: App;

test.beforeAll(async () => {
  test.setTimeout(2 * startTimeMaxMs);
  folder = mkdtempSync(join(tmpdir(), 'payloom-production-'));
  const port = await getPort();
  started = start(port, folder, { NODE_ENV: 'production' });
  await ready(started);
  app = readInstallation(port, folder);
});

test.afterAll(async () => {
  started.child.kill('SIGINT');
  await exitCodeOf(started);
  rmSync(folder, { recursive: true, force: true });
});

const sessionSchema = z.object({ answer: z.object({ accessToken: z.string() }) });

/** A token of the account, by a document that is run for everybody. */
async function tokenFor({ email, password }: Account): Promise<string> {
  const { data } = await ask(app, signInDocument, { variables: { input: { email, password } } });
  return sessionSchema.parse(data).answer.accessToken;
}

async function changeRole(token: string, email: string, role: string): Promise<void> {
  const find =
    'query ($search: String) { users(first: 1, filter: { search: $search }) { edges { node { id } } } }';
  const found = await ask(app, find, { token, variables: { search: email } });
  const { users } = z
    .object({ users: z.object({ edges: z.array(z.object({ node: z.object({ id: z.uuid() }) })) }) })
    .parse(found.data);
  const change =
    'mutation ($input: ChangeRoleInput!) { changeRole(input: $input) { ... on UserChanged { user { role } } } }';
  const input = { userId: users.edges[0]?.node.id, role, reason: 'For a story' };
  const changed = await ask(app, change, { token, variables: { input } });
  expect(changed.data).toEqual({ changeRole: { user: { role } } });
}

async function signIn(page: Page, { email, password }: Account): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The scripts of the explorer that a page has asked for, from now on. */
function scriptsOf(page: Page): readonly string[] {
  const scripts: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/explorer\/.*\.js$/.test(pathname)) scripts.push(pathname);
  });
  return scripts;
}

/** What the editor has kept of work. */
const workIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => /^graphiql:(?!theme)/.test(key)));

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const run = (page: Page) => page.getByRole('button', { name: /execute query/i });
const response = (page: Page) => page.getByRole('region', { name: /result|response/i });

test('in production the explorer opens to an administrator and to nobody else', async ({ page }) => {
  const violations = await watchPolicy(page);
  const scripts = scriptsOf(page);
  await page.goto(`${app.origin}/graphql`);
  await expect(heading(page, 'Sign in as an administrator')).toBeVisible();
  await expectAccessible(page);

  await signIn(page, app.accounts.alice);
  await expect(heading(page, 'The explorer is for administrators')).toBeFocused();
  await expectAccessible(page);
  expect(scripts).toEqual([expect.stringMatching(/^\/explorer\/main\./)]);
  await page.getByRole('button', { name: 'Sign out' }).click();

  await signIn(page, app.accounts.admin);
  // Some megabytes of an editor come only now.
  await expect(page.getByRole('region', { name: 'Operation Editor' })).toContainText('query FourSubgraphs', {
    timeout: editorTimeMaxMs,
  });
  await run(page).click();
  await expect(response(page)).toContainText('totalCount');
  // What it knows of the graph it was told by introspection.
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await expect(page.getByRole('link', { name: 'Query', exact: true })).toBeVisible();
  // The session of the browser is gone on with.
  await page.reload();
  await expect(run(page)).toBeVisible();

  expect(await workIn(page)).not.toEqual([]);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(heading(page, 'Sign in as an administrator')).toBeVisible();
  await expect(run(page)).toHaveCount(0);
  // Who comes next finds nothing of what was asked.
  await page.reload();
  await expect(heading(page, 'Sign in as an administrator')).toBeVisible();
  expect(await workIn(page)).toEqual([]);
  expect(violations).toEqual([]);
});

test('whoever is no administrator any more loses the explorer with the role', async ({ page }) => {
  const { admin, bob } = app.accounts;
  const token = await tokenFor(admin);
  await changeRole(token, bob.email, 'ADMIN');
  await page.goto(`${app.origin}/graphql`);
  await signIn(page, bob);
  await expect(run(page)).toBeVisible();
  await changeRole(token, bob.email, 'VENDOR');
  // What is asked by the old role's token is refused, and the page asks for a new one.
  await expect(async () => {
    if (await run(page).isVisible()) await run(page).click();
    await expect(heading(page, 'The explorer is for administrators')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(run(page)).toHaveCount(0);
});

test('the schema is told to an administrator and to nobody else', async () => {
  const question = '{ __schema { queryType { name } } }';
  const told = await ask(app, question, { token: await tokenFor(app.accounts.admin) });
  expect(told).toEqual({ data: { __schema: { queryType: { name: 'Query' } } } });
  for (const token of [undefined, await tokenFor(app.accounts.alice)]) {
    const { data, errors } = await ask(app, question, token === undefined ? {} : { token });
    expect(data ?? null).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }]);
  }
});
