import { defineConfig } from '@playwright/test';
import stories from './playwright.config.ts';

/** Stories against the stack of docker-compose.yml, which has to run: `pnpm stack up`. They kill containers of it. */
export default defineConfig({
  ...stories,
  testDir: 'stack',
  webServer: [],
  use: {
    ...stories.use,
    baseURL: process.env.PAYLOOM_STACK_ORIGIN ?? 'https://localhost',
    // Its own certificate, unless there is a real one.
    ignoreHTTPSErrors: true,
  },
});
