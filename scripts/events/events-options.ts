import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { root } from '../build/artefacts.ts';
import { demoAccounts } from '../start/demo-accounts.ts';
import { Problem } from '../start/problem.ts';
import { readDemoPassword } from '../start/secrets.ts';

/** What the command line says of the connection; see `program.ts`. */
export const connectionSchema = z.object({
  url: z.string().optional(),
  email: z.string().optional(),
  password: z.string().optional(),
  json: z.boolean().default(false),
});

export type ConnectionOptions = z.infer<typeof connectionSchema>;

/** A gateway and the account that asks. */
export interface Connection {
  readonly origin: string;
  readonly email: string;
  readonly password: string;
}

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

function originOf({ url }: ConnectionOptions, env: NodeJS.ProcessEnv): URL {
  const text = url ?? `http://localhost:${env.PORT || '4000'}`;
  const origin = URL.parse(text);
  if (origin && /^https?:$/.test(origin.protocol)) return origin;
  throw new Problem(`"${text}" is no address of a gateway, such as http://localhost:4000.`);
}

/** The administrator that `pnpm start` made, when the gateway is on this machine. */
function demoAdministrator(origin: URL, env: NodeJS.ProcessEnv) {
  const how = 'Say who you are by --email and PAYLOOM_PASSWORD';
  if (!localHosts.has(origin.hostname)) {
    throw new Problem(`${how}: ${origin.origin} is not on this machine.`);
  }
  const named = env.PAYLOOM_DATA_DIR || '.payloom';
  const folder = isAbsolute(named) ? named : join(root, named);
  const path = join(folder, 'secrets.json');
  const administrator = demoAccounts.find(({ role }) => role === 'Administrator');
  if (administrator && existsSync(path))
    return { email: administrator.email, password: readDemoPassword(path) };
  throw new Problem(`${how}, or PAYLOOM_DATA_DIR: there is no demo administrator in ${folder}.`);
}

/** Whom to ask and as whom. Throws a Problem that says what is missing. */
export function readConnection(options: ConnectionOptions, env: NodeJS.ProcessEnv): Connection {
  const origin = originOf(options, env);
  const email = options.email ?? (env.PAYLOOM_EMAIL || undefined);
  const password = options.password ?? (env.PAYLOOM_PASSWORD || undefined);
  if (email === undefined && password === undefined) {
    return { origin: origin.origin, ...demoAdministrator(origin, env) };
  }
  if (email === undefined)
    throw new Problem('There is a password and no email: add --email or PAYLOOM_EMAIL.');
  if (password === undefined) {
    throw new Problem(`There is no password of ${email}: add PAYLOOM_PASSWORD or --password.`);
  }
  return { origin: origin.origin, email, password };
}
