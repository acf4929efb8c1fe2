import type { Config } from 'jest';

const swc = (jsx: boolean): [string, Record<string, unknown>] => [
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
  transform: { '^.+\\.ts$': swc(false), '^.+\\.tsx$': swc(true) },
};

const config: Config = {
  projects: [
    {
      ...common,
      displayName: 'node',
      testEnvironment: 'node',
      globalSetup: '<rootDir>/packages/testkit/src/jest-global-setup.ts',
      globalTeardown: '<rootDir>/packages/testkit/src/jest-global-teardown.ts',
      testMatch: ['<rootDir>/{packages,subgraphs,gateway,scripts,bench,nginx}/**/*.test.ts'],
    },
    {
      ...common,
      displayName: 'jsdom',
      testEnvironment: '<rootDir>/packages/testkit/src/jest-browser-environment.ts',
      setupFiles: ['<rootDir>/clients/shared/ui-kit/src/testing/browser.ts'],
      testMatch: ['<rootDir>/clients/**/*.test.{ts,tsx}'],
      moduleNameMapper: { '\\.css$': '<rootDir>/clients/shared/ui-kit/src/testing/empty-style.ts' },
    },
    {
      ...common,
      displayName: 'faults',
      testEnvironment: 'node',
      testPathIgnorePatterns: ['/node_modules/'],
      testMatch: ['<rootDir>/e2e/{faults,services}/**/*.test.ts'],
    },
  ],
  // Istanbul's counters cost a little in each test; merging what V8 counted takes a quarter of an hour at the end.
  coverageProvider: 'babel',
  coverageReporters: ['text-summary', 'json-summary'],
  collectCoverageFrom: [
    '{packages,subgraphs}/*/src/**/*.ts',
    'gateway/src/**/*.ts',
    'clients/{shell,shared/*,remotes/*}/src/**/*.{ts,tsx}',
    '!**/*.{test,contract,d}.{ts,tsx}',
    '!**/{__generated__,testing}/**',
    // What a process begins with runs in processes of its own, which the tests start and kill.
    '!**/{main,bootstrap,env}.{ts,tsx}',
  ],
  // Of a folder, all statements taken together.
  coverageThreshold: {
    global: {},
    './packages/': { statements: 85 },
    './subgraphs/': { statements: 85 },
    './gateway/': { statements: 85 },
    './clients/': { statements: 75 },
  },
  // A test that starts a process or a database takes its time on a machine with other work.
  testTimeout: 30_000,
  // Much of a test is waiting for a database, a broker or a process, so a core that Jest would leave free is of use.
  maxWorkers: '100%',
  // What a file loads as modules stays with its process: after some two hundred files the heap is full. A new process then.
  workerIdleMemoryLimit: '1500MB',
};

export default config;
