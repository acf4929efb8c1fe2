import { appendFile, chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { APIRequestContext } from '@playwright/test';
import { z } from 'zod';
import { readRelease, writeRelease } from '@payloom/rspack-config/remote-release';
import { expect, signUp, test } from '../support/app.ts';
import { stack } from './containers.ts';

test.setTimeout(5 * 60_000);

const remotesSchema = z.object({
  remotes: z.array(z.object({ name: z.string(), version: z.string() })),
});

/** Which version of the payments pages whoever opens a page now gets. */
async function loadedVersion(request: APIRequestContext): Promise<string> {
  const { remotes } = remotesSchema.parse(await (await request.get('/remotes.json')).json());
  return z.string().parse(remotes.find(({ name }) => name === 'payments')?.version);
}

/** Fetches a release as browsers do, and makes another of it: the script that begins says so, and knows the others' hashes. */
async function anotherRelease(request: APIRequestContext, version: string, folder: string): Promise<string> {
  const fetchInto = async (path: string): Promise<void> => {
    const answer = await request.get(`/remotes/payments/${version}/${path}`);
    expect(answer.status()).toBe(200);
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), await answer.body());
  };
  await fetchInto('release.json');
  const release = await readRelease(folder);
  for (const path of Object.keys(release.files)) await fetchInto(path);
  await appendFile(join(folder, release.entry), '\n// Another release.\n');
  const next = await writeRelease(folder, { ...release, packageVersion: '0.2.0' });
  return next.version;
}

test('a remote is released and rolled back alone: whoever has a page open goes on with what they have', async ({
  browser,
  request,
}) => {
  const first = await loadedVersion(request);
  const { page } = await signUp(browser, 'Olga Open');
  const folder = await mkdtemp(join(tmpdir(), 'payloom-release-'));
  // The keeper of the site is a user of its own.
  await chmod(folder, 0o755);
  try {
    const second = await anotherRelease(request, first, folder);
    await stack('remotes', 'deploy', 'payments', '--from', folder);
    expect(await loadedVersion(request)).toBe(second);
    expect(await stack('remotes', 'list')).toMatch(new RegExp(`payments +${second} .*loaded`));

    // What was opened before asks for parts of the old version still.
    await page.getByRole('link', { name: 'Pay', exact: true }).click();
    await expect(page.getByLabel("Recipient's email")).toBeVisible();

    const entries: string[] = [];
    page.on('response', (response) => {
      if (/remote-entry\.[^/]*js$/.test(response.url())) entries.push(response.url());
    });
    await page.reload();
    await expect(page.getByLabel("Recipient's email")).toBeVisible();
    expect(entries.filter((url) => url.includes('/payments/'))).toEqual([expect.stringContaining(second)]);

    await stack('remotes', 'rollback', 'payments', first);
    expect(await loadedVersion(request)).toBe(first);
    await page.reload();
    await expect(page.getByLabel("Recipient's email")).toBeVisible();
  } finally {
    await stack('remotes', 'rollback', 'payments', first);
    await rm(folder, { recursive: true });
  }
});
