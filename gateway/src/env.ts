import { dirname, join } from 'node:path';
import { drainSeconds, readEnv, type BrokerEnv } from '@payloom/subgraph-kit/env';
import { z } from 'zod';
import { trustModes, type TrustedDocumentsOptions, type TrustMode } from './documents/trusted-documents.ts';

const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']);
const httpUrl = z.url({ protocol: /^https?$/, error: 'expected an http:// or https:// address' });

/** `auth=http://127.0.0.1:4001/graphql,payments=...` */
const subgraphUrls = z
  .string()
  .default('')
  .transform((text, context) => {
    const urls = new Map<string, string>();
    for (const pair of text.split(',').filter((part) => part.trim() !== '')) {
      const [name = '', ...rest] = pair.trim().split('=');
      const url = rest.join('=');
      if (name === '' || !httpUrl.safeParse(url).success) {
        context.addIssue({ code: 'custom', message: 'expected name=http://... pairs, separated by commas' });
        return z.NEVER;
      }
      urls.set(name, url);
    }
    return urls;
  });

/**
 * What was begun longer ago is not joined: by then somebody may have been told, by another gateway, that what is read in it is
 * no longer so.
 */
const joinableMs = 10;

export const gatewayEnvSchema = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
    HOST: z.string().default('127.0.0.1'),
    SUPERGRAPH_PATH: z.string().min(1),
    TRUSTED_DOCUMENTS: z.enum(trustModes).optional(),
    TRUSTED_DOCUMENTS_PATH: z.string().min(1).optional(),
    OPERATION_COST_MAX: z.coerce.number().int().min(1).max(1_000_000).default(5_000),
    SUBGRAPH_URLS: subgraphUrls,
    SHARE_REQUESTS: z.enum(['on', 'off']).default('on'),
    SUBGRAPH_TIMEOUT_MS: z.coerce.number().int().positive().default(10_000),
    JWKS_URL: httpUrl.optional(),
    AMQP_URL: z.url({ protocol: /^amqps?$/, error: 'expected an amqp:// or amqps:// address' }).optional(),
    BROKER_JOURNAL_PATH: z.string().min(1).optional(),
    EVENT_ATTEMPTS_MAX: z.coerce.number().int().min(1).max(100).default(12),
    REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'expected a redis:// or rediss:// address' }).optional(),
    CACHE: z.enum(['on', 'off']).default('on'),
    PROXIES_IN_FRONT: z.coerce.number().int().min(0).max(5).default(0),
    SITE_DIR: z.string().min(1).optional(),
    SITE_ORIGIN: httpUrl.optional(),
    DRAIN_SECONDS: drainSeconds,
    LIVE_CONNECTIONS_MAX: z.coerce.number().int().min(1).max(100_000).default(10_000),
    LIVE_SUBSCRIPTIONS_MAX: z.coerce.number().int().min(1).max(1_000_000).default(50_000),
    LOG_LEVEL: logLevel.default('info'),
    NODE_ENV: z.string().default('development'),
  })
  .transform((env) => ({
    /** 0 takes any free port. */
    port: env.PORT,
    host: env.HOST,
    supergraphPath: env.SUPERGRAPH_PATH,
    /** What our clients send, and whether anything else is run. */
    documents: documentsOf(env),
    /** By `@cost` and `@listSize`. */
    operationCostMax: env.OPERATION_COST_MAX,
    subgraphUrls: env.SUBGRAPH_URLS,
    /** For how long after it began what is worked out is joined by who asks the same; 0 for never. */
    joinableMs: env.SHARE_REQUESTS === 'on' ? joinableMs : 0,
    subgraphTimeoutMs: env.SUBGRAPH_TIMEOUT_MS,
    /** Without it nobody can be signed in. */
    jwksUrl: env.JWKS_URL,
    /** Where events come from. Without it no live update ever comes. */
    broker: brokerOf(env),
    /** What gateways share live updates by. Without it they are kept in this process, and it has to be the only one. */
    redisUrl: env.REDIS_URL,
    /** Whether subgraphs' answers are kept for a while, where the graph says so. */
    cache: env.CACHE === 'on',
    /** Whose word about where a request came from is taken. */
    proxiesInFront: env.PROXIES_IN_FRONT,
    /** The built clients. */
    siteDir: env.SITE_DIR,
    /** A development server that has everything the gateway has not. */
    siteOrigin: env.SITE_ORIGIN,
    /** How long it still takes requests once it is told to stop. */
    drainMs: env.DRAIN_SECONDS * 1_000,
    /** Sockets and event streams together. */
    liveConnectionsMax: env.LIVE_CONNECTIONS_MAX,
    liveSubscriptionsMax: env.LIVE_SUBSCRIPTIONS_MAX,
    logLevel: env.LOG_LEVEL,
    /** Whether everybody is told the schema and may use the explorer, not administrators alone. */
    development: env.NODE_ENV !== 'production',
  }));

interface DocumentVariables {
  readonly TRUSTED_DOCUMENTS?: TrustMode | undefined;
  readonly TRUSTED_DOCUMENTS_PATH?: string | undefined;
  readonly SUPERGRAPH_PATH: string;
  readonly NODE_ENV: string;
}

/** They stand beside the supergraph, unless they are said to be elsewhere. */
function documentsOf(env: DocumentVariables): Pick<TrustedDocumentsOptions, 'mode' | 'paths'> {
  const { SUPERGRAPH_PATH: supergraph, NODE_ENV: nodeEnv } = env;
  const path = env.TRUSTED_DOCUMENTS_PATH ?? join(dirname(supergraph), 'operations.json');
  return {
    mode: env.TRUSTED_DOCUMENTS ?? (nodeEnv === 'production' ? 'only' : 'prefer'),
    paths: [path, join(dirname(path), 'earlier-operations.json')],
  };
}

interface BrokerVariables {
  readonly AMQP_URL?: string | undefined;
  readonly BROKER_JOURNAL_PATH?: string | undefined;
  readonly EVENT_ATTEMPTS_MAX: number;
}

function brokerOf(env: BrokerVariables): BrokerEnv | null {
  const { AMQP_URL: amqpUrl, BROKER_JOURNAL_PATH: journalPath, EVENT_ATTEMPTS_MAX: attemptsMax } = env;
  if (amqpUrl === undefined && journalPath === undefined) return null;
  return { amqpUrl, journalPath, attemptsMax };
}

export type GatewayEnv = z.infer<typeof gatewayEnvSchema>;

/** Reads the environment; a bad value ends the process with a readable list. */
export function readGatewayEnv(): GatewayEnv {
  return readEnv(gatewayEnvSchema);
}

/** @apollo/gateway reports usage to its maker unless it finds this when it is made. */
export function disableApolloTelemetry(): void {
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
}
