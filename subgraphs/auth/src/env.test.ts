import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from '@payloom/subgraph-kit/env';
import { authEnvSchema } from './env.ts';

describe('the environment of auth', () => {
  let folder: string;
  const sealingKey = randomBytes(32).toString('base64url');
  const required = {
    AUTH_DATABASE_URL: 'postgresql://127.0.0.1/auth',
    BROKER_JOURNAL_PATH: 'journal',
    MAIL_FOLDER_PATH: 'mail',
    AUTH_SEALING_KEYS: sealingKey,
  };
  const pem = (type: 'ed25519' | 'x25519') =>
    (type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519')).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'auth-env-'));
    await writeFile(join(folder, 'good.pem'), pem('ed25519'));
    await writeFile(join(folder, 'other.pem'), pem('x25519'));
    await writeFile(join(folder, 'text.pem'), 'not a key');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const read = (source: Record<string, string>) => parseEnv(authEnvSchema, { ...required, ...source });
  const signingKey = (name: string) => ({ AUTH_SIGNING_KEY_PATH: join(folder, name) });

  it('holds the key, secure cookies and ten minutes when nothing else is said', () => {
    const env = read(signingKey('good.pem'));
    expect(env).toMatchObject({ cookieSecure: true, accessTokenSeconds: 600, host: '127.0.0.1' });
    expect(env.signingKeys.map((key) => key.asymmetricKeyType)).toEqual(['ed25519']);
  });

  it('takes cookies over plain HTTP and another lifetime', () => {
    const env = read({ ...signingKey('good.pem'), COOKIE_SECURE: 'false', ACCESS_TOKEN_SECONDS: '60' });
    expect(env).toMatchObject({ cookieSecure: false, accessTokenSeconds: 60 });
  });

  it.each([
    ['missing.pem', /AUTH_SIGNING_KEY_PATH: expected a readable file/],
    ['text.pem', /AUTH_SIGNING_KEY_PATH: expected a readable file/],
    ['other.pem', /AUTH_SIGNING_KEY_PATH: expected an Ed25519 key, found x25519/],
  ])('refuses the key file %s with a sentence', (name, sentence) => {
    expect(() => read(signingKey(name))).toThrow(sentence);
  });

  it('takes several keys, the one that signs or seals first', async () => {
    await writeFile(join(folder, 'two.pem'), [pem('ed25519'), pem('ed25519')].join(''));
    const other = randomBytes(32).toString('base64url');
    const env = read({ ...signingKey('two.pem'), AUTH_SEALING_KEYS: `${sealingKey}\n${other}\n` });
    expect(env.signingKeys).toHaveLength(2);
    expect(env.sealingKeys.map((key) => key.toString('base64url'))).toEqual([sealingKey, other]);
  });

  it.each(['', 'too-short', `${'A'.repeat(43)}\ntoo-short`])('refuses the sealing keys %j', (keys) => {
    const wrong = () => read({ ...signingKey('good.pem'), AUTH_SEALING_KEYS: keys });
    expect(wrong).toThrow(/AUTH_SEALING_KEYS: expected keys of 32 bytes/);
    expect(wrong).not.toThrow(/too-short/);
  });

  it('lists all that is wrong at once, without the values', () => {
    const wrong = () =>
      read({ COOKIE_SECURE: 'maybe', ACCESS_TOKEN_SECONDS: '1', AUTH_PORT: 'secret-value' });
    expect(wrong).toThrow(/AUTH_PORT/);
    expect(wrong).toThrow(/AUTH_SIGNING_KEY_PATH/);
    expect(wrong).toThrow(/COOKIE_SECURE/);
    expect(wrong).toThrow(/ACCESS_TOKEN_SECONDS/);
    expect(wrong).not.toThrow(/secret-value/);
  });
});
