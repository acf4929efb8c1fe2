import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../start/problem.ts';
import { fingerprintsOf } from './manifest.ts';
import type { Rotation } from './rotate.ts';
import { keepSecret, newPassword, newSigningKey } from './secrets.ts';
import { replaceReplicas } from './update.ts';

const sealingKeySizeBytes = 32;
/** Who has just asked for the published keys does not ask again for half a minute, whatever key a token names. */
const heardOfMs = 45_000;

/** A file of several keys, of which the first one is used and all count. */
interface KeyFile {
  readonly name: string;
  /** Who reads it. */
  readonly service: string;
  readonly split: (text: string) => string[];
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
const blocks = (text: string): string[] => text.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? [];

const signing: KeyFile = { name: 'auth-signing-key.pem', service: 'auth', split: blocks };
const sealing: KeyFile = { name: 'auth-sealing-key', service: 'auth', split: lines };
const webhook: KeyFile = { name: 'provider-webhook-secret', service: 'payments', split: lines };

async function use({ docker, secretsFolder }: Rotation, file: KeyFile, keys: readonly string[]) {
  keepSecret(secretsFolder, file.name, `${keys.join('\n')}\n`);
  await replaceReplicas(docker, file.service);
}

/** The only key there is. Throws where the last rotation has not been finished. */
function onlyKey({ read }: Rotation, { name, split }: KeyFile, what: string): string {
  const [key, ...others] = split(read(name));
  if (key === undefined) throw new Problem(`There is no key in secrets/${name}.`);
  if (others.length > 0)
    throw new Problem(`The last rotation is not finished: pnpm stack rotate ${what} --finish`);
  return key;
}

async function finish(rotation: Rotation, file: KeyFile): Promise<void> {
  const [first, ...others] = file.split(rotation.read(file.name));
  if (first === undefined || others.length === 0)
    throw new Problem(`There is only one key in secrets/${file.name}: nothing is to be finished.`);
  await use(rotation, file, [first]);
  rotation.say('The old one counts no more.');
}

/** Published first, then used, at last alone: at every moment each token holds wherever it is shown. */
export async function rotateSigningKey(rotation: Rotation): Promise<void> {
  if (rotation.finish) return finish(rotation, signing);
  const old = onlyKey(rotation, signing, 'signing-key');
  const next = newSigningKey().trim();
  await use(rotation, signing, [old, next]);
  rotation.say('The new key is published. Until everybody has heard of it the old one signs.');
  await delay(rotation.heardOfMs ?? heardOfMs);
  await use(rotation, signing, [next, old]);
  rotation.say(
    'The new key signs. Tokens of the old one hold for ten minutes more; then: pnpm stack rotate signing-key --finish',
  );
}

/** Every replica can open what the new key has sealed before any seals with it; what the old one sealed is sealed anew. */
export async function rotateSealingKey(rotation: Rotation): Promise<void> {
  const old = onlyKey(rotation, sealing, 'sealing-key');
  const next = randomBytes(sealingKeySizeBytes).toString('base64url');
  await use(rotation, sealing, [old, next]);
  await use(rotation, sealing, [next, old]);
  await rotation.docker.compose('exec', '-T', 'auth', 'node', 'src/seal-anew.ts');
  const kept = join(rotation.secretsFolder, 'old');
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  const oldName = `auth-sealing-key-${fingerprintsOf(old).join()}`;
  keepSecret(kept, oldName, `${old}\n`);
  await use(rotation, sealing, [next]);
  rotation.say(`Everything is sealed anew. Backups made so far need the old key: secrets/old/${oldName}.`);
}

/** Both count until the provider signs with the new one. */
export async function rotateWebhookSecret(rotation: Rotation): Promise<void> {
  if (rotation.finish) return finish(rotation, webhook);
  const old = onlyKey(rotation, webhook, 'webhook-secret');
  await use(rotation, webhook, [newPassword(), old]);
  rotation.say(
    'Give the provider the first line of secrets/provider-webhook-secret; then: pnpm stack rotate webhook-secret --finish',
  );
}
