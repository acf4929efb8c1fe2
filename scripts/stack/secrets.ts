import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { subgraphNames } from '../start/services.ts';
import { Problem } from '../start/problem.ts';
import { sealingKey } from '../start/sealing-key.ts';
import { writeFileWhole } from '../start/write-file.ts';

const certificateDays = 397;
const dayMs = 24 * 60 * 60_000;

/** Gives a secret made before by its name. */
type ReadSecret = (name: string) => string;

/** One secret, and how it is made where it is missing. */
interface SecretPlan {
  readonly name: string;
  readonly make: (read: ReadSecret) => string;
}

/** A password that nobody has to type. */
export const newPassword = (): string => randomBytes(24).toString('base64url');

/** Where a subgraph finds its database. */
export const databaseUrl = (subgraph: string, word: string): string =>
  `postgresql://payloom:${word}@${subgraph}-db:5432/${subgraph}`;

function databaseSecrets(subgraph: string): SecretPlan[] {
  return [
    { name: `${subgraph}-db-password`, make: newPassword },
    { name: `${subgraph}-db-url`, make: (read) => databaseUrl(subgraph, read(`${subgraph}-db-password`)) },
  ];
}

/** Where a service finds RabbitMQ. */
export const brokerUrl = (service: string, word: string): string => `amqp://${service}:${word}@rabbitmq:5672`;

/** A user as RabbitMQ imports it: the hash of the password with four random bytes before it. */
export function brokerUser(name: string, url: string): string {
  const salt = randomBytes(4);
  const hash = createHash('sha256').update(salt).update(new URL(url).password).digest();
  const all = '.*';
  const user = {
    name,
    password_hash: Buffer.concat([salt, hash]).toString('base64'),
    hashing_algorithm: 'rabbit_password_hashing_sha256',
    tags: [],
  };
  const permissions = { user: name, vhost: '/', configure: all, write: all, read: all };
  return JSON.stringify({ vhosts: [{ name: '/' }], users: [user], permissions: [permissions] }, null, 2);
}

function brokerSecrets(service: string): SecretPlan[] {
  return [
    { name: `${service}-amqp-url`, make: () => brokerUrl(service, newPassword()) },
    {
      name: `${service}-rabbitmq-user.json`,
      make: (read) => brokerUser(service, read(`${service}-amqp-url`)),
    },
  ];
}

/** How Redis knows a password: by its hash, which tells nobody the password. */
export const redisHash = (word: string): string => createHash('sha256').update(word).digest('hex');

/** The one user of Redis, with each of the passwords. */
export const redisUsers = (...words: readonly string[]): string =>
  `user default on ${words.map((word) => `#${redisHash(word)}`).join(' ')} ~* &* +@all\n`;

/** Where gateways find Redis. */
export const redisUrl = (word: string): string => `redis://:${word}@redis:6379`;

const redisSecrets: readonly SecretPlan[] = [
  { name: 'redis-password', make: newPassword },
  { name: 'redis-url', make: (read) => redisUrl(read('redis-password')) },
  { name: 'redis-users.acl', make: (read) => redisUsers(read('redis-password')) },
];

/** A key to sign access tokens with, PEM. */
export function newSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

const otherSecrets = (folder: string): readonly SecretPlan[] => [
  // Before the signing key, of which an older installation has derived it.
  { name: 'auth-sealing-key', make: () => sealingKey(join(folder, 'auth-signing-key.pem')) },
  { name: 'auth-signing-key.pem', make: newSigningKey },
  { name: 'provider-webhook-secret', make: newPassword },
  { name: 'grafana-password', make: newPassword },
];

/** Every secret of the stack but the certificate, those first that others are made from. */
function plans(folder: string): SecretPlan[] {
  const subgraphs = subgraphNames();
  return [
    ...subgraphs.flatMap(databaseSecrets),
    ...[...subgraphs, 'gateway'].flatMap(brokerSecrets),
    ...redisSecrets,
    ...otherSecrets(folder),
  ];
}

/**
 * Nobody but the owner can enter the folder. Inside it the files are readable, since each container they are mounted
 * into runs as a user of its own.
 */
export function keepSecret(folder: string, name: string, text: string): void {
  writeFileWhole(join(folder, name), text);
  chmodSync(join(folder, name), 0o444);
}

/** A certificate for trying things out: browsers ask before they trust it. */
export async function newCertificate(): Promise<{ cert: string; key: string }> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + certificateDays * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { cert, key };
}

async function makeCertificate(folder: string): Promise<string[]> {
  const names = ['tls.crt', 'tls.key'] as const;
  const missing = names.filter((name) => !existsSync(join(folder, name)));
  if (missing.length === 0) return [];
  if (missing.length === 1)
    throw new Problem(`${join(folder, missing[0] ?? '')} is missing: put it there, or remove the other one.`);
  const { cert, key } = await newCertificate();
  keepSecret(folder, 'tls.crt', cert);
  keepSecret(folder, 'tls.key', key);
  return [...names];
}

/** Makes the secrets of the stack that are missing, and leaves those that are there. Returns the names of the new ones. */
export async function makeSecrets(folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const read: ReadSecret = (name) => readFileSync(join(folder, name), 'utf8');
  const missing = plans(folder).filter(({ name }) => !existsSync(join(folder, name)));
  for (const { name, make } of missing) keepSecret(folder, name, make(read));
  return [...missing.map(({ name }) => name), ...(await makeCertificate(folder))];
}
