import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@payloom/testkit/postgres';

const script = join(import.meta.dirname, '../src/create-administrator.ts');

describe('the script create-administrator', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase('auth');
  });
  afterAll(() => database.drop());

  async function run(args: string[], input: string, env: Record<string, string>) {
    const child = spawn(process.execPath, [script, ...args], { env });
    child.stdin.end(input);
    const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
    const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
    return { stdout, stderr, code };
  }

  it('prepares an empty database and adds the administrator once', async () => {
    const env = { AUTH_DATABASE_URL: database.url };
    const first = await run(['admin@example.com'], 'a long password\n', env);
    expect(first).toEqual({ stdout: 'admin@example.com is an administrator now.\n', stderr: '', code: 0 });
    const second = await run(['admin@example.com', 'Root'], 'a long password\n', env);
    expect(second).toMatchObject({ stdout: 'admin@example.com is an administrator already.\n', code: 0 });
  });

  it('says what is missing', async () => {
    expect(await run([], '', {})).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage:') });
    const withoutDatabase = await run(['admin@example.com'], '', {});
    expect(withoutDatabase).toMatchObject({ code: 1, stderr: expect.stringContaining('AUTH_DATABASE_URL') });
  });

  it('refuses a short password', async () => {
    const refused = await run(['other@example.com'], 'short', { AUTH_DATABASE_URL: database.url });
    expect(refused).toMatchObject({ code: 1, stdout: 'password: Use at least 10 characters.\n' });
  });
});
