import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readEnv, subgraphEnvSchema } from '@payloom/subgraph-kit/env';
import { z } from 'zod';

function readSigningKey(path: string, context: z.RefinementCtx<string>): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(path));
    if (key.asymmetricKeyType === 'ed25519') return key;
    context.addIssue(`expected an Ed25519 key, found ${key.asymmetricKeyType ?? 'another'}`);
  } catch {
    // What is in the file, or why it cannot be read, stays out of logs.
    context.addIssue('expected a readable file with a PKCS8 PEM private key');
  }
  return z.NEVER;
}

const ownSchema = z
  .object({
    AUTH_SIGNING_KEY_PATH: z.string('expected the path of a PKCS8 PEM file').transform(readSigningKey),
    COOKIE_SECURE: z.enum(['true', 'false']).default('true'),
    ACCESS_TOKEN_SECONDS: z.coerce.number().int().min(30).max(3_600).default(600),
  })
  .transform((env) => ({
    signingKey: env.AUTH_SIGNING_KEY_PATH,
    cookieSecure: env.COOKIE_SECURE === 'true',
    accessTokenSeconds: env.ACCESS_TOKEN_SECONDS,
  }));

export const authEnvSchema = z.intersection(subgraphEnvSchema('auth'), ownSchema);

const administratorEnvSchema = z
  .object({ AUTH_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }) })
  .transform((env) => ({ databaseUrl: env.AUTH_DATABASE_URL }));

/** What the service needs. A bad value ends the process with a list of all that is wrong. */
export const readAuthEnv = () => readEnv(authEnvSchema);

/** What `create-administrator.ts` needs: the database alone. */
export const readAdministratorEnv = () => readEnv(administratorEnvSchema);
