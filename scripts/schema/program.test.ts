import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compose, readSubgraphs } from '../compose.ts';
import { runSchema } from './program.ts';

const header = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';
const payment = 'type Query { payment: Payment } type Payment { id: ID! note: String }';
const BREAK = "Field 'note' was removed from object type 'Payment'";

let repository: string;
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: repository,
    stdio: 'ignore',
  });

function write(path: string, text: string): void {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), text);
}

function writeSchema(sdl: string): void {
  write('subgraphs/payments/schema.graphql', header + sdl);
  write('schema/api.graphql', compose(readSubgraphs(join(repository, 'subgraphs'))).apiSdl);
}

function commit(): void {
  git('add', '.');
  git('commit', '-m', 'A change');
}

/** Another commit, of something else. */
function commitAgain(): void {
  write('README.md', 'Payloom');
  commit();
}

async function check(...args: string[]) {
  const lines: string[] = [];
  const exitCode = await runSchema(['check', ...args], { repository, print: (line) => lines.push(line) });
  return { exitCode, text: lines.join('\n') };
}

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'payloom-schema-'));
  git('init', '-b', 'main');
  writeSchema(payment);
  write('clients/shell/src/payment.graphql', 'query Payment { payment { id note } }');
  commit();
});
afterEach(() => rmSync(repository, { recursive: true, force: true }));

it('knows what is sent and written in no file of operations, once', async () => {
  const texts = ['query Payment { payment { __typename id note } }', 'query ByHand { payment { note } }'];
  write('schema/operations.json', JSON.stringify(Object.fromEntries(texts.map((text, at) => [`hash-${at}`, text]))));
  commit();
  writeSchema(payment.replace(' note: String', ''));
  const { exitCode, text } = await check('--base', 'HEAD');
  expect(exitCode).toBe(1);
  expect(text).toContain('the 2 operations in use then');
  expect(text).toContain('breaks schema/operations.json: ByHand');
  expect(text).toContain('breaks clients/shell/src/payment.graphql: Payment');
  expect(text).not.toContain('schema/operations.json: Payment');
});

it('names who breaks by a change that is not committed yet, and fails', async () => {
  commitAgain();
  writeSchema(payment.replace(' note: String', ''));
  // The client of today has followed; those in browsers have not.
  write('clients/shell/src/payment.graphql', 'query Payment { payment { id } }');
  const { exitCode, text } = await check();
  expect(exitCode).toBe(1);
  expect(text).toContain(`✖ ${BREAK}\n    breaks clients/shell/src/payment.graphql: Payment`);
});

it('passes what somebody has accepted, with their reason', async () => {
  commitAgain();
  writeSchema(payment.replace(' note: String', ''));
  write('schema/accepted-breaks.json', JSON.stringify({ [BREAK]: 'Nobody has ever shown it.' }));
  const { exitCode, text } = await check();
  expect([exitCode, text]).toEqual([0, expect.stringContaining('(accepted: Nobody has ever shown it.)')]);
});

it('compares with the revision it is told, by default with the last commit', async () => {
  writeSchema(payment.replace(' note: String', ''));
  write('clients/shell/src/payment.graphql', 'query Payment { payment { id } }');
  commit();
  commitAgain();
  expect((await check()).exitCode).toBe(0);
  expect((await check('--base', 'HEAD~2')).exitCode).toBe(1);
});

it('says so where there is no earlier revision, and where git knows none by that name', async () => {
  const { exitCode, text } = await check();
  expect([exitCode, text]).toEqual([0, expect.stringContaining('There is no earlier revision: 1 operation')]);
  await expect(check('--base', 'nowhere')).rejects.toThrow('git knows no revision "nowhere" here');
  await expect(check('--base', '--help')).rejects.toThrow();
});

it('says what the composition hints at', async () => {
  write('subgraphs/admin/schema.graphql', `${header}type Query { health: Int @deprecated(reason: "Old") }`);
  write(
    'subgraphs/auth/schema.graphql',
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@shareable"])
     type Query { "One" at: Int @shareable }`,
  );
  write(
    'subgraphs/profile/schema.graphql',
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@shareable"])
     type Query { "Another" at: Int @shareable }`,
  );
  const { text } = await check();
  expect(text).toMatch(/hint INCONSISTENT_DESCRIPTION, 1 times/);
});

it('refuses a list of accepted breaks that is none', async () => {
  write('schema/accepted-breaks.json', '{"a": 1}');
  await expect(check()).rejects.toThrow('schema/accepted-breaks.json: expected an object of reasons');
});
