import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, signIn, signUp, test, type Person } from '../support/app.ts';
import { dropLogs, findings, keepLogs } from './commit-logs.ts';
import { bringBack, compose, stack } from './containers.ts';
import { query, type StackSubgraph } from './databases.ts';
import { Payer } from './payers.ts';

test.setTimeout(15 * 60_000);

/** What has to be the same afterwards, by the database that has it. */
const sameSql: readonly (readonly [StackSubgraph, string])[] = [
  ['payments', 'select id, kind, balance_minor from ledger_account order by id'],
  ['payments', 'select * from posting order by id'],
  ['admin', 'select * from audit_entries order by id'],
  ['auth', 'select id, email, password_hash, role, status from users order by id'],
  ['profile', 'select * from profiles order by id'],
  ['profile', 'select * from avatars order by id'],
];

const everything = () =>
  Promise.all(
    sameSql.map(([subgraph, sql]) => query(subgraph, async (database) => (await database.query(sql)).rows)),
  );

let folder: string;
test.beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'payloom-stack-backup-')), 'backup');
});
test.afterEach(async () => {
  await bringBack();
  await dropLogs();
  await rm(join(folder, '..'), { recursive: true, force: true });
});

/** As on another machine: not one volume is left. */
async function restoreIntoNothing(): Promise<void> {
  await compose('down', '--volumes');
  expect(await stack('restore', folder, '--no-build')).toContain('Restored as of');
}

async function choosePicture({ page }: Person): Promise<void> {
  await page.goto('/profile');
  const buffer = await page.screenshot();
  await page.locator('input[type=file]').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer });
  await page.getByRole('button', { name: 'Use this picture' }).click();
  await expect(page.getByText('Your picture is changed')).toBeVisible();
}

test('a backup restored into an empty stack has the same balances, audit log, people and pictures', async ({
  browser,
  request,
}) => {
  const payee = await signUp(browser, 'Emil Payee');
  await choosePicture(payee);
  const payer = new Payer(request);
  await payer.join();
  await payer.pay(payee.email, 1_200);
  await payer.pay(payee.email, 3_000);
  await keepLogs();
  const before = await everything();
  await stack('backup', folder);
  await payer.pay(payee.email, 500);
  expect(await stack('restore', folder, '--no-build').catch(String)).toContain('The stack has data');
  await restoreIntoNothing();
  expect(await everything()).toEqual(before);
  const again = await signIn(browser, payee);
  await again.page.goto('/wallet');
  await expect(again.page.getByRole('main')).toContainText('42.00');
  await again.page.goto('/profile');
  await expect(
    again.page.getByRole('main').locator('img[src*="/files/profile/avatars/"]').first(),
  ).toBeVisible();
});

test('a backup made while payments run loses no event and doubles none', async ({ browser, request }) => {
  const payee = await signUp(browser, 'Emil Payee');
  await keepLogs();
  const payers = Array.from({ length: 4 }, () => new Payer(request));
  for (const payer of payers) await payer.join();
  let isOver = false;
  const traffic = payers.map(async (payer) => {
    while (!isOver) await payer.pay(payee.email, 100);
  });
  const answers = () => payers.flatMap((payer) => payer.answers);
  await expect.poll(() => answers().length).toBeGreaterThan(10);
  const answeredBefore = answers();
  await stack('backup', folder);
  const answeredUntil = answers().length;
  isOver = true;
  await Promise.all(traffic);
  expect(answeredUntil).toBeGreaterThan(answeredBefore.length);
  await restoreIntoNothing();
  // Whoever was answered before the backup began finds their payment; whatever was under way in it comes to its end.
  const seen = await findings(answeredBefore);
  expect(seen.findings).toEqual([]);
  expect(seen.eventsCount).toBeGreaterThan(3 * answeredBefore.length);
});
