import { describeFinding } from './finding.ts';
import { findEnvAccess } from './env-access.ts';
import { findNames } from './names.ts';

it('reports reads of the environment outside env.ts', () => {
  const text = 'const a = 1;\nconst port = process.env.PORT;';
  expect(findEnvAccess({ path: 'subgraphs/auth/src/main.ts', text }).map(describeFinding)).toEqual([
    'subgraphs/auth/src/main.ts:2  The environment is read in env.ts only; take the value from there.',
  ]);
});

it.each([
  'subgraphs/auth/src/env.ts',
  'scripts/start.ts',
  'jest.config.ts',
  'subgraphs/auth/test/process.test.ts',
])('lets %s read it', (path) => {
  expect(findEnvAccess({ path, text: 'process.env.PORT' })).toEqual([]);
});

it('reports folders and files that are called after nothing, once', () => {
  expect(
    findNames([
      'packages/utils/src/a.ts',
      'packages/utils/src/b.ts',
      'gateway/src/helpers.ts',
      'clients/shared/ui-kit/a.ts',
    ]),
  ).toEqual([
    { path: 'packages/utils', line: 1, message: '"utils" says nothing: call it after what it does.' },
    {
      path: 'gateway/src/helpers.ts',
      line: 1,
      message: '"helpers" says nothing: call it after what it does.',
    },
  ]);
});
