import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import getPort from 'get-port';

/** A folder for the data of the app, removed at the end; of a run in which something failed it stays, for its logs. */
function makeDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'payloom-e2e-'));
  process.once('exit', (code) => {
    if (code === 0) rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

const startTimeMaxMs = 5 * 60_000;
const stopTimeMaxMs = 20_000;

// The configuration is read again in each worker: what was chosen first stays, by way of the environment.
process.env.PAYLOOM_E2E_PORT ??= String(await getPort());
// Where a story listens for traces. While none does, the services export to nobody, and nothing else changes.
process.env.PAYLOOM_E2E_OTLP_PORT ??= String(await getPort());
process.env.PAYLOOM_E2E_DATA ??= makeDataFolder();
const origin = `http://localhost:${process.env.PAYLOOM_E2E_PORT}`;

const chromium = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);

export default defineConfig({
  testDir: 'stories',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 1,
  // Of a whole story, which may walk through a dozen pages on a machine with other work; what a page does is held to less.
  timeout: 180_000,
  expect: { timeout: 10_000 },
  // A browser on a busy machine may miss a moment once. What needs its second try is named at the end of the run.
  retries: 1,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    baseURL: origin,
    trace: 'on-first-retry',
    locale: 'en-GB',
    timezoneId: 'UTC',
    // What a service worker asks for, no story could intercept. Stories about the time offline allow it.
    serviceWorkers: 'block',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    },
  },
  webServer: {
    command: `"${process.execPath}" scripts/start.ts`,
    cwd: join(import.meta.dirname, '..'),
    env: {
      PORT: process.env.PAYLOOM_E2E_PORT,
      PAYLOOM_DATA_DIR: process.env.PAYLOOM_E2E_DATA,
      // A story about an event that is given up need not wait two minutes for it.
      EVENT_ATTEMPTS_MAX: '5',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${process.env.PAYLOOM_E2E_OTLP_PORT}`,
    },
    // The demo accounts are the last step of a start; their folder's mark is checked by the first story.
    wait: { stdout: /Payloom is ready/ },
    timeout: startTimeMaxMs,
    gracefulShutdown: { signal: 'SIGTERM', timeout: stopTimeMaxMs },
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
