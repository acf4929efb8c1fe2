import { createPrivateKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from './data-folder.ts';
import { openSecrets, randomPassword } from './secrets.ts';

const freshFolder = () => openDataFolder(mkdtempSync(join(tmpdir(), 'payloom-secrets-')));

it('makes the secrets once and keeps them', () => {
  const folder = freshFolder();
  const first = openSecrets(folder);
  const key = readFileSync(folder.signingKey, 'utf8');
  expect(openSecrets(folder)).toEqual(first);
  expect(readFileSync(folder.signingKey, 'utf8')).toBe(key);
  expect(createPrivateKey(key).asymmetricKeyType).toBe('ed25519');
});

it('makes a key to seal with, and for an older installation the one it has sealed with so far', () => {
  const folder = freshFolder();
  openSecrets(folder);
  const made = readFileSync(folder.sealingKey, 'utf8');
  expect(Buffer.from(made, 'base64url')).toHaveLength(32);
  rmSync(folder.sealingKey);
  openSecrets(folder);
  const derived = readFileSync(folder.sealingKey, 'utf8');
  expect(derived).not.toBe(made);
  rmSync(folder.sealingKey);
  openSecrets(folder);
  expect(readFileSync(folder.sealingKey, 'utf8')).toBe(derived);
});

it('shows them to their owner only', () => {
  const folder = freshFolder();
  openSecrets(folder);
  expect(statSync(folder.secrets).mode & 0o777).toBe(0o600);
  expect(statSync(folder.signingKey).mode & 0o777).toBe(0o600);
  expect(statSync(folder.sealingKey).mode & 0o777).toBe(0o600);
});

it('makes another password each time', () => {
  expect(randomPassword(3, 4)).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
  expect(randomPassword(3, 4)).not.toBe(randomPassword(3, 4));
});

it('says what to do when the file is damaged, and leaves it as it is', () => {
  const folder = freshFolder();
  writeFileSync(folder.secrets, '{"postgresPass');
  expect(() => openSecrets(folder)).toThrow(/is damaged.*start --reset/);
  expect(readFileSync(folder.secrets, 'utf8')).toBe('{"postgresPass');
});

it('does not make a new password for databases that have another', () => {
  const folder = freshFolder();
  mkdirSync(folder.postgres);
  expect(() => openSecrets(folder)).toThrow(/is damaged/);
});
