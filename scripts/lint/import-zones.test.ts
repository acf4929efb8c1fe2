import { join } from 'node:path';
import { ESLint } from 'eslint';

const root = join(import.meta.dirname, '../..');

async function rulesReported(filePath: string, code: string): Promise<string[]> {
  // On a build machine the parser would read the file from the disk instead of the code given here.
  const parserOptions = { disallowAutomaticSingleRunInference: true };
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: join(root, 'eslint.config.js'),
    overrideConfig: { languageOptions: { parserOptions } },
  });
  const [result] = await eslint.lintText(code, { filePath: join(root, filePath) });
  return result?.messages.map(({ ruleId, message }) => `${ruleId}: ${message}`) ?? [];
}

it('is held by the configuration that the repository is linted with', async () => {
  const messages = await rulesReported(
    'subgraphs/payments/src/main.ts',
    "export * from '@payloom/auth-subgraph/env';\n",
  );
  expect(messages).toContain(
    'payloom/import-zones: subgraph payments may not import subgraph auth: imports run one way (docs/architecture.md).',
  );
}, 60_000);

it('sees dynamic imports and leaves allowed ones alone', async () => {
  const messages = await rulesReported(
    'clients/shell/src/bootstrap.tsx',
    "export const a = import('@payloom/session/session');\nexport const b = import('@payloom/auth-remote/entry');\n",
  );
  expect(messages.filter((message) => message.startsWith('payloom/import-zones'))).toEqual([
    expect.stringContaining('shell may not import remote auth'),
  ]);
}, 60_000);
