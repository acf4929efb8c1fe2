import { generateKeyPairSync, randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { DataFolder } from './data-folder.ts';
import { Problem } from './problem.ts';
import { sealingKey } from './sealing-key.ts';
import { writeFileWhole } from './write-file.ts';

const secretsSchema = z.object({ postgresPassword: z.string().min(20), demoPassword: z.string().min(10) });

export type Secrets = z.infer<typeof secretsSchema>;

// Without letters and digits that look alike: somebody types this from the screen.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A random word of groups, such as `k3m9-xw2p-7fha`. */
export function randomPassword(groups: number, lettersPerGroup: number): string {
  const letter = () => alphabet.charAt(randomInt(alphabet.length));
  return Array.from({ length: groups }, () => Array.from({ length: lettersPerGroup }, letter).join('')).join(
    '-',
  );
}

function readSecrets(path: string): Secrets {
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new Problem(
      `${path} is damaged, and without it the databases cannot be opened. Put it back from a copy, ` +
        'or begin anew with `npx --yes pnpm@12 start --reset` (clears all data).',
      { cause: error },
    );
  }
}

/** The password of the demo accounts of an installation that stands. */
export function readDemoPassword(path: string): string {
  return readSecrets(path).demoPassword;
}

/** The secrets of one installation, made at its first start and kept, each in a file only its owner can read. */
export function openSecrets(folder: DataFolder): Secrets {
  if (!existsSync(folder.sealingKey)) writeFileWhole(folder.sealingKey, sealingKey(folder.signingKey));
  if (!existsSync(folder.signingKey)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileWhole(folder.signingKey, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  }
  if (existsSync(folder.secrets) || existsSync(folder.postgres)) return readSecrets(folder.secrets);
  const secrets = { postgresPassword: randomPassword(6, 5), demoPassword: randomPassword(3, 4) };
  writeFileWhole(folder.secrets, JSON.stringify(secrets, null, 2));
  return secrets;
}
