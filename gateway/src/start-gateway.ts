import type { Broker } from '@payloom/messaging/broker';
import { openBroker } from '@payloom/messaging/open-broker';
import { prepareDrain } from '@payloom/subgraph-kit/drain';
import { createHttpServer } from '@payloom/subgraph-kit/http-server';
import { createLogger } from '@payloom/telemetry/logger';
import type { FastifyInstance } from 'fastify';
import type { ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { openAccessTokens, type AccessTokens } from './authorization/access-tokens.ts';
import { openCache, type OpenCache } from './cache/open-cache.ts';
import { Revocations } from './authorization/revocations.ts';
import { planDocuments } from './documents/plan-documents.ts';
import { TrustedDocuments } from './documents/trusted-documents.ts';
import type { ResponseCache } from './cache/response-cache.ts';
import type { GatewayEnv } from './env.ts';
import type { HttpResponse } from './http-client/response-reader.ts';
import { SubgraphClients } from './executor/subgraph-clients.ts';
import type { Graph } from './graph/graph.ts';
import { GraphHolder } from './graph/graph-holder.ts';
import { maskServerErrors } from './http/error-handler.ts';
import { explorerDirectory, mountExplorer } from './http/explorer.ts';
import { mountFiles } from './http/files.ts';
import { mountGraphql } from './http/graphql-route.ts';
import { createMetrics, type GatewayMetrics } from './http/metrics.ts';
import { addSecurityHeaders, developmentPolicy, sitePolicy } from './http/security-headers.ts';
import { addCompression, mountSite } from './http/site.ts';
import { mountTelemetry } from './http/telemetry.ts';
import { routeUpgrades } from './http/upgrades.ts';
import { EventConsumer } from './live/event-consumer.ts';
import { LiveConnections } from './live/live-connections.ts';
import { LiveGateway } from './live/live-gateway.ts';
import type { LiveStore } from './live/live-store.ts';
import { openLiveStore } from './live/open-live-store.ts';
import { mountEventStreams } from './live/event-streams.ts';
import { createSocketServer } from './live/socket-server.ts';
import { InFlight } from './operations/in-flight.ts';
import { watchRevocations } from './live/watch-revocations.ts';

export interface RunningGateway {
  /** Its origin. */
  readonly url: string;
  readonly live: LiveGateway;
  readonly store: LiveStore;
  readonly drainMs: number;
  /** Sends sockets away, lets requests under way end, then lets go of everything. */
  stop(): Promise<void>;
}

interface Parts {
  readonly env: GatewayEnv;
  readonly log: Logger;
  readonly metrics: GatewayMetrics;
  readonly documents: TrustedDocuments;
  readonly graphs: GraphHolder;
  readonly clients: SubgraphClients;
  readonly sharedQueries: InFlight<ExecutionResult> | undefined;
  readonly tokens: AccessTokens | null;
  readonly revocations: Revocations;
  readonly broker: Broker | null;
  readonly consumer: EventConsumer | null;
  readonly store: LiveStore;
  readonly kept: OpenCache;
  readonly cache: ResponseCache;
  readonly live: LiveGateway;
  readonly connections: LiveConnections;
  readonly introspection: boolean;
  readonly proxiesInFront: number;
}

/** Starts the gateway: loads the graph, listens to the events, serves the graph, the explorer and the site. */
export async function startGateway(env: GatewayEnv): Promise<RunningGateway> {
  const registry = new Registry();
  const parts = await openParts(env, createMetrics(registry));
  const { graphs, clients, live, store, consumer } = parts;
  graphs.onChange((graph) => {
    clients.retain(graph.subgraphUrls.values());
    // First: what is subscribed to now has to be kept from now on.
    consumer?.follow(graph);
    live.adopt(graph);
  });
  const watch = watchRevocations(parts);
  await consumer?.start(graphs.graph);

  const app = createApp(parts, registry);
  const drain = prepareDrain(app, env.drainMs);
  addSecurityHeaders(app, env.siteOrigin === undefined ? sitePolicy : developmentPolicy);
  maskServerErrors(app);
  await addCompression(app);
  const stopGraphql = await mountGraphql(app, parts);
  const streams = mountEventStreams(app, parts);
  mountTelemetry(app, parts);
  await mountFiles(app, { ...parts, timeoutMs: env.subgraphTimeoutMs });
  await mountExplorer(app, { directory: explorerDirectory, forAdministrators: !env.development });
  await mountSite(app, { directory: env.siteDir, origin: env.siteOrigin });
  await app.ready();
  const sockets = createSocketServer(parts);
  routeUpgrades(app, sockets.upgrade);
  const url = await app.listen({ port: env.port, host: env.host });

  const stop = async () => {
    await drain();
    await Promise.all([sockets.stop(), streams.stop()]);
    await app.close();
    await stopGraphql();
    await watch.stop();
    await closeParts(parts);
  };
  return { url, live, store, drainMs: env.drainMs, stop };
}

function createApp(parts: Parts, registry: Registry): FastifyInstance {
  const { graphs, log, metrics } = parts;
  return createHttpServer({
    name: 'gateway',
    log,
    registry,
    traffic: { histogram: metrics.operationSeconds, isFailed: ({ outcome }) => outcome === 'failed' },
    failing: () => failingDependencies(parts),
    details: () => ({ graph: { id: graphs.graph.id, problem: graphs.problem } }),
  });
}

/** What live updates lack; queries are answered without it. */
async function failingDependencies({ broker, consumer, store }: Parts): Promise<string[]> {
  const [brokerAnswers, storeAnswers] = await Promise.all([broker?.ping() ?? true, store.ping()]);
  // While the store is away the consumer rests, which says nothing about the broker.
  const consumes = !consumer || consumer.isRunning || !storeAnswers;
  return [...(brokerAnswers && consumes ? [] : ['broker']), ...(storeAnswers ? [] : ['redis'])];
}

async function openParts(env: GatewayEnv, metrics: GatewayMetrics): Promise<Parts> {
  const log = createLogger({ name: 'gateway', level: env.logLevel });
  const introspection = env.development;
  const { subgraphTimeoutMs: fetchTimeoutMs } = env;
  const documents = await TrustedDocuments.open({ ...env.documents, metrics, log });
  const graphs = await openGraphs({ env, documents, metrics, log });
  const { sharedQueries, sharedQuestions } = openSharing(env);
  const clients = new SubgraphClients({ fetchTimeoutMs, metrics, sharedQuestions });
  if (env.jwksUrl === undefined) log.warn('without JWKS_URL nobody can be signed in');
  if (!env.broker) log.warn('without AMQP_URL or BROKER_JOURNAL_PATH no live update ever comes');
  const revocations = new Revocations();
  const tokens = env.jwksUrl === undefined ? null : openAccessTokens(env.jwksUrl, revocations, log);
  const broker = env.broker && (await openBroker({ ...env.broker, drainTimeMaxMs, log }));
  const store = openLiveStore({ env, log, metrics });
  const kept = openCache({ env, broker, log, metrics });
  const { cache } = kept;
  const onEvents = cache.take.bind(cache);
  const consumer = broker && new EventConsumer({ broker, store, onEvents, metrics, log });
  kept.follow(consumer);
  const subscriptionsMax = env.liveSubscriptionsMax;
  const live = new LiveGateway({ clients, log, cache, store, metrics, introspection, subscriptionsMax });
  const connections = new LiveConnections(revocations, env.liveConnectionsMax);
  const listening = { broker, consumer, store, kept, cache, live, connections };
  const served = { clients, sharedQueries, tokens, revocations, ...listening, introspection };
  return { env, log, metrics, documents, graphs, ...served, proxiesInFront: env.proxiesInFront };
}

/** An event is given to the store in milliseconds; one that waits for it longer than this is left to another gateway. */
const drainTimeMaxMs = 1_000;

function openSharing({ joinableMs }: Pick<GatewayEnv, 'joinableMs'>) {
  if (joinableMs === 0) return {};
  return {
    sharedQueries: new InFlight<ExecutionResult>({ joinableMs }),
    sharedQuestions: new InFlight<HttpResponse>({ joinableMs }),
  };
}

type GraphSources = Pick<Parts, 'env' | 'documents' | 'metrics' | 'log'>;

/**
 * Where nothing but trusted documents is run, a graph is served once they are planned. Elsewhere that is done meanwhile:
 * whoever edits a schema wants to see it at once.
 */
async function openGraphs({ env, documents, metrics, log }: GraphSources): Promise<GraphHolder> {
  const { supergraphPath: path, subgraphUrls, development: introspection, operationCostMax: costMax } = env;
  const plan = (graph: Graph) => planDocuments(graph, documents.texts, { introspection, metrics, log });
  const prepare = env.documents.mode === 'only' ? { prepare: plan } : {};
  const graphs = await GraphHolder.open({ path, subgraphUrls, costMax, metrics, log, ...prepare });
  if (env.documents.mode === 'prefer') {
    graphs.onChange((graph) => void plan(graph));
    void plan(graphs.graph);
  }
  documents.onChange(() => void plan(graphs.graph));
  return graphs;
}

async function closeParts(parts: Parts): Promise<void> {
  const { consumer, broker, store, kept, clients, tokens, graphs, connections, documents } = parts;
  documents.stop();
  connections.stop();
  await kept.stopFollowing();
  await consumer?.stop();
  kept.cache.close();
  await broker?.close();
  await store.close();
  await clients.close();
  tokens?.stop();
  await graphs.stop();
}
