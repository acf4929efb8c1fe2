import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { expect } from '@playwright/test';
import type { App } from './installation.ts';

/** Every mail to `email`, as its reader finds it in the folder for mail; the latest first. */
export async function mailsTo(app: Pick<App, 'folder'>, email: string): Promise<Email[]> {
  const folder = join(app.folder, 'mail');
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.eml') && name.includes(email))
    .sort((a, b) => b.slice(-40).localeCompare(a.slice(-40)));
  return Promise.all(names.map((name) => PostalMime.parse(readFileSync(join(folder, name)))));
}

/** The link of the latest mail to `email` with that subject. */
export async function linkMailedTo(
  app: Pick<App, 'folder'>,
  email: string,
  subject: string,
): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(async () => (link = await findLink(app, email, subject)), { timeout: 15_000 })
    .toBeDefined();
  return link ?? '';
}

async function findLink(
  app: Pick<App, 'folder'>,
  email: string,
  subject: string,
): Promise<string | undefined> {
  const mail = (await mailsTo(app, email)).find((each) => each.subject === subject);
  return mail && /http\S+#\S+/.exec(mail.text ?? '')?.[0];
}
