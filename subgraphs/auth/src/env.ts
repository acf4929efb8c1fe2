import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mailEnvSchema } from '@payloom/mail/env';
import { readEnv, subgraphEnvSchema } from '@payloom/subgraph-kit/env';
import { z } from 'zod';
import { sealingKeySizeBytes } from './sealing.ts';

const pemBlock = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/g;

/** The keys of a file, of which the first one signs and all are published, so that one can follow another. */
function readSigningKeys(path: string, context: z.RefinementCtx<string>): [KeyObject, ...KeyObject[]] {
  try {
    const [first, ...others] = (readFileSync(path, 'utf8').match(pemBlock) ?? []).map((pem) =>
      createPrivateKey(pem),
    );
    if (first === undefined) throw new Error('There is no key in it.');
    const other = [first, ...others].find(({ asymmetricKeyType }) => asymmetricKeyType !== 'ed25519');
    if (!other) return [first, ...others];
    context.addIssue(`expected an Ed25519 key, found ${other.asymmetricKeyType ?? 'another'}`);
  } catch {
    // What is in the file, or why it cannot be read, stays out of logs.
    context.addIssue('expected a readable file with a PKCS8 PEM private key');
  }
  return z.NEVER;
}

/** Keys, one a line, of which the first one seals and all open. */
function readSealingKeys(text: string, context: z.RefinementCtx<string>): [Buffer, ...Buffer[]] {
  const [first, ...others] = text
    .split(/\s+/)
    .filter((line) => line !== '')
    .map((line) => Buffer.from(line, 'base64url'));
  const areKeys = [first, ...others].every((key) => key?.length === sealingKeySizeBytes);
  if (first !== undefined && areKeys) return [first, ...others];
  context.addIssue(`expected keys of ${sealingKeySizeBytes} bytes as base64url, one a line`);
  return z.NEVER;
}

const ownSchema = z
  .object({
    AUTH_SIGNING_KEY_PATH: z.string('expected the path of a PKCS8 PEM file').transform(readSigningKeys),
    AUTH_SEALING_KEYS: z
      .string(`expected keys of ${sealingKeySizeBytes} bytes as base64url, one a line`)
      .transform(readSealingKeys),
    COOKIE_SECURE: z.enum(['true', 'false']).default('true'),
    ACCESS_TOKEN_SECONDS: z.coerce.number().int().min(30).max(3_600).default(600),
  })
  .transform((env) => ({
    signingKeys: env.AUTH_SIGNING_KEY_PATH,
    sealingKeys: env.AUTH_SEALING_KEYS,
    cookieSecure: env.COOKIE_SECURE === 'true',
    accessTokenSeconds: env.ACCESS_TOKEN_SECONDS,
  }));

const mailSchema = mailEnvSchema.transform((mail) => ({ mail }));

export const authEnvSchema = z.intersection(subgraphEnvSchema('auth'), z.intersection(ownSchema, mailSchema));

const databaseSchema = z
  .object({ AUTH_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }) })
  .transform((env) => ({ databaseUrl: env.AUTH_DATABASE_URL }));

const sealedSchema = z
  .object({ AUTH_SEALING_KEYS: z.string().transform(readSealingKeys) })
  .transform((env) => ({ sealingKeys: env.AUTH_SEALING_KEYS }));

/** What the service needs. A bad value ends the process with a list of all that is wrong. */
export const readAuthEnv = () => readEnv(authEnvSchema);

/** What `create-administrator.ts` needs: the database alone. */
export const readAdministratorEnv = () => readEnv(databaseSchema);

/** What `seal-anew.ts` needs: the database and the keys. */
export const readSealingEnv = () => readEnv(z.intersection(databaseSchema, sealedSchema));
