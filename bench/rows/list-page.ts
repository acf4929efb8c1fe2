import { existsSync } from 'node:fs';
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';

const STEP_PX = 400;
const STEPS = 24;
/** As far as a list of a hundred rows can be scrolled to and fro. */
const REACH_PX = 3_200;

/** What a stretch of scrolling took, for each step. */
export interface Scrolled {
  /** All that the page's thread did. */
  busyMs: number;
  /** Of that, scripts: what React commits. */
  scriptMs: number;
  /** From the scroll to the frame that shows it; nine of ten steps took less. */
  frameMs: number;
}

/** The page of a list, with its rows loaded. */
export interface ListPage {
  scroll(): Promise<Scrolled>;
  /** How many elements the page has. */
  countElements(): Promise<number>;
  /** How long the page's thread is busy with the next page of twenty. */
  loadMore(): Promise<number>;
  /** Goes on behind the last row, and waits until the rows from there on are shown. */
  goOn(): Promise<void>;
  /** What all of the page's objects take after a collection of garbage, in megabytes. */
  heapMegabytes(): Promise<number>;
  close(): Promise<void>;
}

/** The browser that the stories are told in. */
export function launch(): Promise<Browser> {
  const own = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path !== undefined && existsSync(path),
  );
  return chromium.launch({
    ...(own ? { executablePath: own } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--enable-precise-memory-info'],
  });
}

async function metric(cdp: CDPSession, name: string): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find((each) => each.name === name)?.value ?? 0;
}

/** Runs in the page: goes to and fro from where the list's middle is, one step a frame. */
async function scrollAbout({ steps, stepPx, reachPx }: { steps: number; stepPx: number; reachPx: number }) {
  const middle = Math.max(0, document.body.scrollHeight / 2 - reachPx / 2);
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const times: number[] = [];
  for (let step = 0; step < steps; step += 1) {
    const began = performance.now();
    globalThis.scrollTo(0, middle + ((step * stepPx) % reachPx));
    await frame();
    await frame();
    times.push(performance.now() - began);
  }
  times.sort((one, other) => one - other);
  return times[Math.floor(times.length * 0.9)] ?? 0;
}

async function scroll(page: Page, cdp: CDPSession): Promise<Scrolled> {
  const before = [await metric(cdp, 'TaskDuration'), await metric(cdp, 'ScriptDuration')] as const;
  const frameMs = await page.evaluate(scrollAbout, { steps: STEPS, stepPx: STEP_PX, reachPx: REACH_PX });
  const after = [await metric(cdp, 'TaskDuration'), await metric(cdp, 'ScriptDuration')] as const;
  const perStep = (at: 0 | 1): number => ((after[at] - before[at]) * 1_000) / STEPS;
  return { busyMs: perStep(0), scriptMs: perStep(1), frameMs };
}

async function loadMore(page: Page, cdp: CDPSession): Promise<number> {
  await page.evaluate(() => globalThis.scrollTo(0, 0));
  const shown = page.getByText(/^[\d,]+ shown/);
  const before = await shown.innerText();
  const began = await metric(cdp, 'TaskDuration');
  // Pressed from afar: scrolled to, the end of the list would ask by itself.
  await page.getByRole('button', { name: 'Load more' }).dispatchEvent('click');
  await shown.filter({ hasNotText: before }).waitFor({ timeout: 120_000 });
  return ((await metric(cdp, 'TaskDuration')) - began) * 1_000;
}

async function goOn(page: Page): Promise<void> {
  const first = page.locator('[data-row-target]').first();
  const before = await first.getAttribute('href');
  await page.getByRole('button', { name: 'Go on from here' }).dispatchEvent('click');
  await page.locator(`[data-row-target]:focus:not([href="${before}"])`).waitFor({ timeout: 120_000 });
}

/** Opens the list of payments, and waits until its rows are there. */
export async function openList(browser: Browser, origin: string): Promise<ListPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable');
  await page.goto(`${origin}/payments`);
  await page.locator('[data-row-target]').first().waitFor({ timeout: 180_000 });
  return {
    scroll: () => scroll(page, cdp),
    countElements: () => page.evaluate(() => document.querySelectorAll('*').length),
    loadMore: () => loadMore(page, cdp),
    goOn: () => goOn(page),
    heapMegabytes: async () => {
      await cdp.send('HeapProfiler.collectGarbage');
      return (await metric(cdp, 'JSHeapUsedSize')) / 1_048_576;
    },
    close: () => context.close(),
  };
}
