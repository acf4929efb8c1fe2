import { findUnusedModules } from './unused-modules.ts';

const packages = new Map([
  ['@payloom/messaging', 'packages/messaging'],
  ['@payloom/ui-kit', 'clients/shared/ui-kit'],
]);
const file = (path: string, text = '') => ({ path, text });

it('knows imports by subpath, relative ones, dynamic ones and re-exports', () => {
  const files = [
    file('packages/messaging/src/broker.ts'),
    file('packages/messaging/src/relay.ts', "export type { Broker } from './broker.ts';"),
    file('packages/messaging/src/outbox.ts'),
    file('clients/shared/ui-kit/src/button.tsx'),
    file(
      'subgraphs/auth/src/main.ts',
      "import { startRelay } from '@payloom/messaging/relay';\nawait import('@payloom/messaging/outbox');",
    ),
    file('clients/shell/src/app.tsx', "import { Button } from '@payloom/ui-kit/button';"),
  ];
  expect(findUnusedModules(files, packages, '')).toEqual([]);
});

it('reports a module that nobody imports, unless a configuration names it', () => {
  const files = [
    file('packages/messaging/src/forgotten.ts'),
    file('packages/messaging/src/forgotten.test.ts', "import './nothing.ts';"),
  ];
  expect(findUnusedModules(files, packages, '')).toEqual([
    {
      path: 'packages/messaging/src/forgotten.ts',
      line: 1,
      message: 'Nobody imports this file: remove it, or use it.',
    },
  ]);
  expect(
    findUnusedModules(files, packages, "globalSetup: '<rootDir>/packages/messaging/src/forgotten.ts'"),
  ).toEqual([]);
});

it('reports a module that only its own test imports', () => {
  const files = [
    file('packages/messaging/src/tested.ts'),
    file('packages/messaging/src/tested.test.ts', "import './tested.ts';"),
  ];
  expect(findUnusedModules(files, packages, '')).toHaveLength(1);
});
