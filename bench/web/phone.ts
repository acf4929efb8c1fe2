import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium, type BrowserContext } from '@playwright/test';
import getPort from 'get-port';
import { findChromium, thisMachine } from '../../scripts/test/chromium.ts';

export interface Phone {
  /** Where others may look at its pages. */
  readonly port: number;
  signIn(origin: string, email: string, password: string): Promise<void>;
  /** Opens it anew, with what it has kept: no worker of the page before takes from the time of the next. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** A browser that has just been opened is busy with itself for so long. */
const OPENING_MS = 1_500;

/** Opens the browser that keeps what it knows in that folder. */
async function openIn(folder: string, port: number): Promise<BrowserContext> {
  const executablePath = findChromium(thisMachine);
  const context = await chromium.launchPersistentContext(folder, {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [`--remote-debugging-port=${port}`, '--no-sandbox', '--disable-background-networking'],
  });
  await setTimeout(OPENING_MS);
  return context;
}

async function signIn(context: BrowserContext, origin: string, email: string, password: string) {
  const page = await context.newPage();
  await context.clearCookies();
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
}

/** A browser of its own that Lighthouse can share, so that it sees pages as whoever signed in there. */
export async function openPhone(): Promise<Phone> {
  const folder = mkdtempSync(join(tmpdir(), 'payloom-phone-'));
  const port = await getPort({ host: '127.0.0.1' });
  let context = await openIn(folder, port);
  const reopen = async (): Promise<void> => {
    await context.close();
    context = await openIn(folder, port);
  };
  return {
    port,
    reopen,
    signIn: async (origin, email, password) => {
      await signIn(context, origin, email, password);
      await reopen();
    },
    close: async () => {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
