import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Docker } from './docker.ts';
import { recordedDocker } from './recorded-docker.fixture.ts';
import { rotate } from './rotate.ts';
import { makeSecrets, newCertificate, redisHash } from './secrets.ts';

let place: string;
let secretsFolder: string;
const read = (name: string) => readFileSync(join(secretsFolder, name), 'utf8');
const keysIn = (pem: string) => pem.match(/BEGIN PRIVATE KEY/g)?.length ?? 0;

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'payloom-rotate-'));
  secretsFolder = join(place, 'secrets');
  await makeSecrets(secretsFolder);
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

/** Rotates, and notes what a file held each time new replicas were started. */
async function run(name: string, watched: string, options: { finish?: boolean } = {}) {
  const { docker, told } = recordedDocker({ lines: [['ps', ['old']]], talk: () => 'changed' });
  const seen: string[] = [];
  const watching: Docker = {
    ...docker,
    compose: async (...args) => {
      if (args[0] === 'up') seen.push(read(watched));
      await docker.compose(...args);
    },
  };
  await rotate(name, {
    ...{ docker: watching, secretsFolder, say: () => undefined, finish: options.finish ?? false },
    heardOfMs: 0,
  });
  return { told, seen };
}

it('publishes a signing key before it signs, and keeps the old one until it is told', async () => {
  const old = read('auth-signing-key.pem').trim();
  const { seen } = await run('signing-key', 'auth-signing-key.pem');
  expect(seen.map(keysIn)).toEqual([2, 2]);
  expect(seen[0]?.startsWith(old)).toBe(true);
  expect(seen[1]?.trim().endsWith(old)).toBe(true);
  await expect(run('signing-key', 'auth-signing-key.pem')).rejects.toThrow('is not finished');
  await run('signing-key', 'auth-signing-key.pem', { finish: true });
  expect(keysIn(read('auth-signing-key.pem'))).toBe(1);
  expect(read('auth-signing-key.pem')).not.toContain(old);
});

it('seals anew between the time when both keys open and the time when the old one is gone', async () => {
  const old = read('auth-sealing-key').trim();
  const { seen, told } = await run('sealing-key', 'auth-sealing-key');
  const [first, second, third] = seen.map((text) => text.trim().split('\n'));
  expect(first?.[0]).toBe(old);
  expect(second).toEqual([first?.[1], old]);
  expect(third).toEqual([first?.[1]]);
  const steps = told.filter((line) => /^up |seal-anew/.test(line)).map((line) => line.slice(0, 4));
  expect(steps).toEqual(['up -', 'up -', 'exec', 'up -']);
  // Backups of before need it.
  const [kept = ''] = readdirSync(join(secretsFolder, 'old'));
  expect(readFileSync(join(secretsFolder, 'old', kept), 'utf8').trim()).toBe(old);
});

it('takes webhooks of both secrets until it is told', async () => {
  const old = read('provider-webhook-secret');
  await run('webhook-secret', 'provider-webhook-secret');
  expect(read('provider-webhook-secret').split('\n')[1]).toBe(old);
  await run('webhook-secret', 'provider-webhook-secret', { finish: true });
  expect(read('provider-webhook-secret')).not.toContain(old);
});

it('gives each database another password, and its subgraph with it, on no command line', async () => {
  const { told } = await run('databases', 'auth-db-url');
  const word = read('auth-db-password');
  expect(read('auth-db-url')).toContain(`:${word}@`);
  expect(told.filter((line) => line.includes(word))).toEqual([expect.stringMatching(/^auth-db: alter role/)]);
});

it('tells RabbitMQ each new password, on no command line, before the service that has it starts', async () => {
  const { told } = await run('rabbitmq', 'auth-amqp-url');
  const { password } = new URL(read('auth-amqp-url'));
  expect(told.filter((line) => line.includes(password))).toEqual([`rabbitmq: ${password}`]);
  expect(read('auth-rabbitmq-user.json')).not.toContain(password);
  const changed = told.indexOf(`rabbitmq: ${password}`);
  const started = told.findIndex((line) => line.startsWith('up ') && line.endsWith(' auth'));
  expect(started).toBeGreaterThan(changed);
});

it('lets Redis take both passwords while gateways are replaced, and one in the end', async () => {
  const old = redisHash(read('redis-password'));
  const { seen } = await run('redis', 'redis-users.acl');
  expect(seen).toHaveLength(2);
  expect(seen[0]).toContain(old);
  expect(seen[1]).not.toContain(old);
  expect(seen[1]).toContain(redisHash(read('redis-password')));
});

it('writes a certificate into the file that nginx sees, and leaves one of an authority to its owner', async () => {
  const { ino } = statSync(join(secretsFolder, 'tls.crt'));
  const before = new X509Certificate(read('tls.crt')).serialNumber;
  const { told } = await run('certificate', 'tls.crt');
  expect(new X509Certificate(read('tls.crt')).serialNumber).not.toBe(before);
  expect(statSync(join(secretsFolder, 'tls.crt')).ino).toBe(ino);
  expect(told.slice(-2)).toEqual(['exec -T nginx nginx -t -q', 'kill --signal HUP nginx']);
});

it('refuses a certificate and a key that do not belong together, and changes nothing', async () => {
  const [one, other] = [await newCertificate(), await newCertificate()];
  const [certificate, key] = [join(place, 'a.crt'), join(place, 'b.key')];
  writeFileSync(certificate, one.cert);
  writeFileSync(key, other.key);
  const before = read('tls.crt');
  const { docker, told } = recordedDocker();
  const pair = { certificate, key };
  const asked = rotate('certificate', { docker, secretsFolder, say: () => undefined, finish: false, pair });
  await expect(asked).rejects.toThrow('The key is not the one of the certificate');
  expect([read('tls.crt'), told]).toEqual([before, []]);
});

it('says what there is to rotate', async () => {
  await expect(run('keys', 'tls.crt')).rejects.toThrow('There are: signing-key, sealing-key, webhook-secret');
});
