import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../start/problem.ts';
import type { Docker } from './docker.ts';
import { rotateCertificate } from './rotate-certificate.ts';
import { rotateSealingKey, rotateSigningKey, rotateWebhookSecret } from './rotate-keys.ts';
import { rotateDatabases, rotateRabbitMq, rotateRedis } from './rotate-passwords.ts';

/** What a rotation works with. */
export interface Rotation {
  readonly docker: Docker;
  readonly secretsFolder: string;
  readonly read: (name: string) => string;
  readonly say: (line: string) => void;
  /** Ends the overlap of an old key with the new one. */
  readonly finish: boolean;
  /** Files with a certificate and its key. */
  readonly pair?: { readonly certificate: string; readonly key: string } | undefined;
  readonly heardOfMs?: number;
}

const rotations: Readonly<Record<string, (rotation: Rotation) => Promise<void>>> = {
  'signing-key': rotateSigningKey,
  'sealing-key': rotateSealingKey,
  'webhook-secret': rotateWebhookSecret,
  databases: rotateDatabases,
  rabbitmq: rotateRabbitMq,
  redis: rotateRedis,
  certificate: rotateCertificate,
};

export const rotationNames = Object.keys(rotations);

/** Puts a new secret in the place of an old one, while everything runs. */
export async function rotate(name: string, rotation: Omit<Rotation, 'read'>): Promise<void> {
  const run = rotations[name];
  if (!run) throw new Problem(`There is no ${name} to rotate. There are: ${rotationNames.join(', ')}.`);
  const read = (secret: string) => readFileSync(join(rotation.secretsFolder, secret), 'utf8');
  await run({ ...rotation, read });
}
