import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export interface Account {
  email: string;
  password: string;
}

export interface App {
  origin: string;
  /** Its data folder. */
  folder: string;
  accounts: Record<'alice' | 'bob' | 'admin', Account>;
}

const secretsSchema = z.object({ demoPassword: z.string() });

/** What `start` made in a data folder: where the app is and who can sign in. */
export function readInstallation(port: number | string, folder: string): App {
  const { demoPassword } = secretsSchema.parse(
    JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8')),
  );
  const account = (name: string): Account => ({ email: `${name}@payloom.example`, password: demoPassword });
  return {
    origin: `http://localhost:${port}`,
    folder,
    accounts: { alice: account('alice'), bob: account('bob'), admin: account('admin') },
  };
}
