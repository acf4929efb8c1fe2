import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { makeSecrets } from './secrets.ts';

let folder: string;
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'payloom-stack-')), 'secrets');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

it('makes what is missing and leaves what is there', async () => {
  const made = await makeSecrets(folder);
  expect(made.sort()).toEqual(readdirSync(folder).sort());
  const url = read('payments-db-url');
  expect(await makeSecrets(folder)).toEqual([]);
  rmSync(join(folder, 'redis-url'));
  expect(await makeSecrets(folder)).toEqual(['redis-url']);
  expect(read('payments-db-url')).toBe(url);
});

it('lets nobody but their owner into the folder', async () => {
  await makeSecrets(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o222).toBe(0);
});

it('gives each subgraph the password its own database has', async () => {
  await makeSecrets(folder);
  expect(read('auth-db-url')).toBe(`postgresql://payloom:${read('auth-db-password')}@auth-db:5432/auth`);
  expect(read('auth-db-password')).not.toBe(read('profile-db-password'));
});

const userSchema = z.object({ users: z.array(z.object({ name: z.string(), password_hash: z.string() })) });

it('tells RabbitMQ and Redis hashes of the passwords alone', async () => {
  await makeSecrets(folder);
  const { password } = new URL(read('admin-amqp-url'));
  const [user] = userSchema.parse(JSON.parse(read('admin-rabbitmq-user.json'))).users;
  const hash = Buffer.from(user?.password_hash ?? '', 'base64');
  const expected = createHash('sha256').update(hash.subarray(0, 4)).update(password).digest();
  expect(user?.name).toBe('admin');
  expect(hash.subarray(4)).toEqual(expected);
  expect(read('redis-users.acl')).not.toContain(read('redis-password'));
  expect(read('redis-users.acl')).toContain(
    createHash('sha256').update(read('redis-password')).digest('hex'),
  );
});

it('makes keys that fit what they are for', async () => {
  await makeSecrets(folder);
  expect(createPrivateKey(read('auth-signing-key.pem')).asymmetricKeyType).toBe('ed25519');
  const certificate = new X509Certificate(read('tls.crt'));
  expect(certificate.checkHost('localhost')).toBe('localhost');
  expect(certificate.checkPrivateKey(createPrivateKey(read('tls.key')))).toBe(true);
});

it('makes no certificate for a key that is there', async () => {
  await makeSecrets(folder);
  rmSync(join(folder, 'tls.crt'));
  const key = read('tls.key');
  await expect(makeSecrets(folder)).rejects.toThrow(/tls\.crt is missing/);
  expect(read('tls.key')).toBe(key);
});
