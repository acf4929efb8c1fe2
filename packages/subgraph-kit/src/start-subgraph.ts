import { MikroORM, type Options } from '@mikro-orm/postgresql';
import type { Broker } from '@payloom/messaging/broker';
import type { EventHandler } from '@payloom/messaging/event-handler';
import { createMessagingMetrics } from '@payloom/messaging/metrics';
import { openBroker } from '@payloom/messaging/open-broker';
import { readOutboxState } from '@payloom/messaging/outbox-state';
import { createLogger } from '@payloom/telemetry/logger';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import type { SubgraphContext } from './context.ts';
import { readHeartbeat } from './database-state.ts';
import { prepareDrain } from './drain.ts';
import type { SubgraphEnv } from './env.ts';
import { mountGraphql, readSubgraphSchema } from './graphql-handler.ts';
import { createHttpServer } from './http-server.ts';
import { addPoolMetrics } from './pool-metrics.ts';
import { runUntilStopped } from './process.ts';
import { startEvents, type Events, type Stoppable } from './start-events.ts';
import { createRemoteTokenVerifier, type TokenVerifier } from './viewer.ts';

export interface SubgraphParts {
  orm: MikroORM;
  broker: Broker;
  log: Logger;
}

/** What work in the background is done with, and tells its figures by. */
export interface BackgroundParts extends SubgraphParts {
  registry: Registry;
}

/** What routes beside the graph work with: they check who asks by themselves. */
export interface RouteParts extends SubgraphParts {
  verifyToken: TokenVerifier;
}

export interface SubgraphOptions<Context extends SubgraphContext> {
  name: string;
  env: SubgraphEnv;
  orm: Options;
  /** The SDL, absolute. */
  schemaPath: string;
  /** As the generated `Resolvers` type says. */
  resolvers: object;
  context: (base: SubgraphContext, parts: SubgraphParts) => Context;
  consumes?: readonly EventHandler[];
  /**
   * Other work with the broker, such as collecting dead letters. Starts when every queue stands, and is tried again when
   * that failed; it is stopped before the broker is closed.
   */
  eventWork?: (parts: SubgraphParts) => Stoppable | Promise<Stoppable>;
  /** HTTP routes beside `/graphql`. */
  routes?: (app: FastifyInstance, parts: RouteParts) => void | Promise<void>;
  /** Given by the subgraph that signs the tokens; the others ask `JWKS_URL`. */
  verifyToken?: TokenVerifier;
  /** Work that starts with the subgraph, whether or not the broker answers, and ends with it, such as a sweep. */
  background?: (parts: BackgroundParts) => Stoppable | Promise<Stoppable>;
}

export interface RunningSubgraph extends SubgraphParts, Stoppable {
  /** Where `/graphql` is. */
  url: string;
  drainMs: number;
  app: FastifyInstance;
}

function tokenVerifierOf({
  verifyToken,
  env,
}: Pick<SubgraphOptions<SubgraphContext>, 'verifyToken' | 'env'>) {
  if (verifyToken) return verifyToken;
  if (env.jwksUrl === undefined) throw new Error('JWKS_URL: expected the address of the key set');
  return createRemoteTokenVerifier(env.jwksUrl);
}

async function failingDependencies(
  { orm, broker }: Pick<SubgraphParts, 'orm' | 'broker'>,
  events: Events,
): Promise<string[]> {
  const [database, answers] = await Promise.all([orm.isConnected(), broker.ping()]);
  return [...(database ? [] : ['database']), ...(answers && events.isRunning() ? [] : ['broker'])];
}

const heartbeatOf = ({ em }: Pick<MikroORM, 'em'>, consumes: readonly EventHandler[]) =>
  readHeartbeat(
    em,
    consumes.map(({ queue }) => queue),
  );

/**
 * Starts a subgraph: migrates its database, declares its queues, relays its outbox, handles its events and serves its
 * graph. Resolves when it listens, though the broker may be away: `/readyz` says so until it comes. `stop()` drains in
 * the reverse order. A start that fails leaves nothing open.
 */
export async function startSubgraph<Context extends SubgraphContext>(
  options: SubgraphOptions<Context>,
): Promise<RunningSubgraph> {
  const { name, env, consumes = [], eventWork } = options;
  const log = createLogger({ name, level: env.logLevel });
  const verifyToken = tokenVerifierOf(options);
  await using opened = new AsyncDisposableStack();
  const keep = (part: Stoppable) => opened.defer(() => part.stop());
  const orm = opened.adopt(await MikroORM.init(options.orm), (open) => open.close());
  await orm.migrator.up();
  const broker = opened.adopt(await openBroker({ ...env.broker, log }), (open) => open.close());
  const parts = { orm, broker, log };
  const schema = await readSubgraphSchema(options.schemaPath, options.resolvers);

  const registry = addPoolMetrics(new Registry());
  const metrics = createMessagingMetrics(registry, () => readOutboxState(orm.em));
  const { attemptsMax } = env.broker;
  const work = eventWork && (() => eventWork(parts));
  const events = await startEvents({ ...parts, consumes, attemptsMax, metrics, work });
  keep(events);
  const app = createHttpServer({
    name,
    log,
    registry,
    failing: () => failingDependencies(parts, events),
    details: () => heartbeatOf(orm, consumes),
  });
  const { drainMs = 0 } = env;
  const drain = prepareDrain(app, drainMs);
  await options.routes?.(app, { ...parts, verifyToken });
  const context = (base: SubgraphContext) => options.context(base, parts);
  await mountGraphql(app, { schema, orm, verifyToken, context });
  if (options.background) keep(await options.background({ ...parts, registry }));
  opened.defer(() => app.close());
  opened.defer(drain);
  const address = await app.listen({ port: env.port, host: env.host });

  const running = opened.move();
  return { ...parts, app, drainMs, url: `${address}/graphql`, stop: () => running.disposeAsync() };
}

/** A subgraph as a process of its own: as `startSubgraph`, until a signal or the supervisor's end stops it. */
export async function runSubgraph<Context extends SubgraphContext>(
  options: SubgraphOptions<Context>,
): Promise<void> {
  await runUntilStopped(() => startSubgraph(options), { service: options.name });
}
