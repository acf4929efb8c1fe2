import { randomBytes } from 'node:crypto';
import { readEnv, subgraphEnvSchema } from '@payloom/subgraph-kit/env';
import { stepUpAfterSecondsDefault } from '@payloom/subgraph-kit/step-up';
import { z } from 'zod';

const secretBytes = 32;

const secretSchema = z.string().min(secretBytes, 'expected 32 characters or more, one secret a line');
const ownSecret = (): [string, ...string[]] => [randomBytes(secretBytes).toString('base64url')];

/** The simulator runs in this process, so a secret of its own will do; a provider's is set, and the one before it too for a while. */
const ownSchema = z
  .object({
    PROVIDER_WEBHOOK_SECRET: z
      .string()
      .transform((text) => text.split('\n').map((line) => line.trim()))
      .pipe(z.tuple([secretSchema], secretSchema))
      .optional(),
    STEP_UP_AFTER_SECONDS: z.coerce.number().int().min(60).max(86_400).default(stepUpAfterSecondsDefault),
  })
  .transform((env) => ({
    webhookSecrets: env.PROVIDER_WEBHOOK_SECRET ?? ownSecret(),
    stepUpAfterSeconds: env.STEP_UP_AFTER_SECONDS,
  }));

/** What the service needs. A bad value ends the process with a list of all that is wrong. */
export const readPaymentsEnv = () => readEnv(z.intersection(subgraphEnvSchema('payments'), ownSchema));
