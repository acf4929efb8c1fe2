import type { Config } from 'jest';

const swc = (jsx: boolean) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', tsx: jsx },
      ...(jsx ? { transform: { react: { runtime: 'automatic' } } } : {}),
    },
    module: { type: 'es6' },
  },
];

const common = {
  rootDir: import.meta.dirname,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/e2e/'],
  modulePathIgnorePatterns: ['/dist/', '/.payloom/'],
};

const config: Config = {
  projects: [
    {
      ...common,
      displayName: 'node',
      testEnvironment: 'node',
      globalSetup: '<rootDir>/packages/testkit/src/jest-global-setup.ts',
      globalTeardown: '<rootDir>/packages/testkit/src/jest-global-teardown.ts',
      testMatch: ['<rootDir>/{packages,subgraphs,gateway,scripts,bench}/**/*.test.ts'],
      transform: { '^.+\\.ts$': swc(false) as [string, Record<string, unknown>] },
    },
    {
      ...common,
      displayName: 'jsdom',
      testEnvironment: '<rootDir>/packages/testkit/src/jest-browser-environment.ts',
      setupFiles: ['<rootDir>/clients/shared/ui-kit/src/testing/browser.ts'],
      testMatch: ['<rootDir>/clients/**/*.test.{ts,tsx}'],
      transform: { '^.+\\.tsx?$': swc(true) as [string, Record<string, unknown>] },
      moduleNameMapper: { '\\.css$': '<rootDir>/clients/shared/ui-kit/src/testing/empty-style.ts' },
    },
  ],
  coverageProvider: 'v8',
  // A test that starts a process or a database takes its time on a machine with other work.
  testTimeout: 30_000,
};

export default config;
