import { telemetryEnvSchema } from '@payloom/telemetry/settings';
import { z } from 'zod';
import { withFiles } from './env-files.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'expected a postgresql:// address' });
const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']);

/** Which broker a process speaks to. */
export interface BrokerEnv {
  /** RabbitMQ's address; it goes before the journal. */
  amqpUrl: string | undefined;
  /** File of the embedded broker, shared by every process of one installation. */
  journalPath: string | undefined;
  /** Tries before an event becomes a dead letter of its consumer. */
  attemptsMax: number;
}

/** Longer than others keep idle connections, where replicas are replaced one by one. */
export const drainSeconds = z.coerce.number().min(0).max(60).default(0);

/** What every subgraph needs to know, whatever its name. */
export interface SubgraphEnv {
  databaseUrl: string;
  /** 0 takes any free port. */
  port: number;
  host: string;
  broker: BrokerEnv;
  /** Where access tokens' public keys are; the subgraph that signs them needs none. */
  jwksUrl: string | undefined;
  /** How long it still takes requests once it is told to stop. */
  drainMs?: number;
  logLevel: z.infer<typeof logLevel>;
}

const brokerVariables = z.object({
  AMQP_URL: z.url({ protocol: /^amqps?$/, error: 'expected an amqp:// or amqps:// address' }).optional(),
  BROKER_JOURNAL_PATH: z.string().min(1).optional(),
  EVENT_ATTEMPTS_MAX: z.coerce.number().int().min(1).max(100).default(12),
});

/** The variables that name the broker, of which there has to be one. */
export const brokerEnvSchema = brokerVariables
  .refine((env) => env.AMQP_URL !== undefined || env.BROKER_JOURNAL_PATH !== undefined, {
    path: ['AMQP_URL or BROKER_JOURNAL_PATH'],
    error: 'expected the address of a RabbitMQ, or the file of the embedded broker',
    // Said beside whatever else is wrong, not after it is mended.
    when: () => true,
  })
  .transform((env): BrokerEnv => ({
    amqpUrl: env.AMQP_URL,
    journalPath: env.BROKER_JOURNAL_PATH,
    attemptsMax: env.EVENT_ATTEMPTS_MAX,
  }));

const sharedSchema = z.object({
  HOST: z.string().default('127.0.0.1'),
  JWKS_URL: z.url().optional(),
  DRAIN_SECONDS: drainSeconds,
  LOG_LEVEL: logLevel.default('info'),
});

/** The variables of the subgraph called `name`: `AUTH_DATABASE_URL` and `AUTH_PORT` for `auth`, the rest shared. */
export function subgraphEnvSchema(name: string) {
  const urlKey = `${name.toUpperCase()}_DATABASE_URL`;
  const portKey = `${name.toUpperCase()}_PORT`;
  const ownSchema = z.object({
    [urlKey]: databaseUrl,
    [portKey]: port.default(4000),
  });
  // Names made at run time have no static type: what was checked under them is read back by its own schema.
  const schema = z.object({ ...ownSchema.shape, ...sharedSchema.shape });
  return z
    .intersection(
      schema,
      brokerEnvSchema.transform((broker) => ({ broker })),
    )
    .transform((env): SubgraphEnv => {
      const shared = sharedSchema.parse(env);
      const own: Record<string, unknown> = env;
      return {
        databaseUrl: z.string().parse(own[urlKey]),
        port: z.number().parse(own[portKey]),
        host: shared.HOST,
        broker: env.broker,
        jwksUrl: shared.JWKS_URL,
        drainMs: shared.DRAIN_SECONDS * 1_000,
        logLevel: shared.LOG_LEVEL,
      };
    });
}

/** The address of a subgraph's database alone, for programs that need nothing else. */
export function databaseEnvSchema(name: string) {
  const key = `${name.toUpperCase()}_DATABASE_URL`;
  return z.object({ [key]: databaseUrl }).transform((env) => ({ databaseUrl: z.string().parse(env[key]) }));
}

export class EnvironmentError extends Error {
  constructor(problems: readonly string[]) {
    super(`The environment is not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'EnvironmentError';
  }
}

/**
 * Checks the variables against `schema`; each may be given by a file, whose path is in the variable with `_FILE` behind its
 * name. Throws an EnvironmentError that lists all that is wrong, values left out.
 */
export function parseEnv<Schema extends z.ZodType>(
  schema: Schema,
  source: NodeJS.ProcessEnv,
): z.infer<Schema> {
  const { variables, problems } = withFiles(source);
  const result = schema.safeParse(variables);
  if (result.success && problems.length === 0) return result.data;
  const issues = result.success ? [] : result.error.issues;
  throw new EnvironmentError([
    ...problems,
    ...issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  ]);
}

/** As `parseEnv`, but a bad value ends the process with the list on stderr. For a process's own `env.ts`. */
export function readEnv<Schema extends z.ZodType>(schema: Schema, source = process.env): z.infer<Schema> {
  try {
    return parseEnv(schema, source);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** What a process tells others about itself. A bad value ends the process with the list on stderr. */
export const readTelemetryEnv = () => readEnv(telemetryEnvSchema);
