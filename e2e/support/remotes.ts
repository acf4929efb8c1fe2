import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');

/** What the app of the stories serves. */
export const site = join(root, 'dist/site');

/** Deploys and takes back versions of remotes, as whoever runs Payloom does. */
export const remotes = (...words: string[]) =>
  promisify(execFile)(process.execPath, ['scripts/remotes.ts', ...words], { cwd: root });

const listSchema = z.object({
  remotes: z.array(z.object({ name: z.string(), label: z.object({ en: z.string() }), version: z.string() })),
});

/** Which remotes pages load, and at which versions. */
export async function released(page: Page) {
  return listSchema.parse(await (await page.request.get('/remotes.json')).json()).remotes;
}

/** The version of a remote that pages load. */
export async function releasedVersion(page: Page, remote: string): Promise<string> {
  const version = (await released(page)).find(({ name }) => name === remote)?.version;
  if (version === undefined) throw new Error(`No remote is called ${remote}`);
  return version;
}
