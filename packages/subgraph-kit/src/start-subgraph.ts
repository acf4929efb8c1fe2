import { MikroORM, type Options } from '@mikro-orm/postgresql';
import type { Broker } from '@payloom/messaging/broker';
import { openEmbeddedBroker } from '@payloom/messaging/embedded-broker';
import { consumeAll, type EventHandler } from '@payloom/messaging/event-handler';
import { startRelay } from '@payloom/messaging/relay';
import type { FastifyInstance } from 'fastify';
import { pino, type Logger } from 'pino';
import type { SubgraphContext } from './context.ts';
import type { SubgraphEnv } from './env.ts';
import { mountGraphql, readSubgraphSchema } from './graphql-handler.ts';
import { createHttpServer } from './http-server.ts';
import { runUntilStopped } from './process.ts';
import { createRemoteTokenVerifier, type TokenVerifier } from './viewer.ts';

/** Something that runs beside the requests until it is stopped. */
export interface Stoppable {
  stop(): Promise<void>;
}

export interface SubgraphParts {
  orm: MikroORM;
  broker: Broker;
  log: Logger;
}

export interface SubgraphOptions<Context extends SubgraphContext> {
  name: string;
  env: SubgraphEnv;
  orm: Options;
  /** The SDL, absolute. */
  schemaPath: string;
  /** As the generated `Resolvers` type says. */
  resolvers: object;
  context: (base: SubgraphContext) => Context;
  consumes?: readonly EventHandler[];
  /** HTTP routes beside `/graphql`. */
  routes?: (app: FastifyInstance, parts: SubgraphParts) => void | Promise<void>;
  /** Given by the subgraph that signs the tokens; the others ask `JWKS_URL`. */
  verifyToken?: TokenVerifier;
  /** Work that starts with the subgraph and ends with it, such as a sweep. */
  background?: (parts: SubgraphParts) => Stoppable | Promise<Stoppable>;
}

export interface RunningSubgraph extends SubgraphParts, Stoppable {
  /** Where `/graphql` is. */
  url: string;
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

async function failingDependencies({
  orm,
  broker,
}: Pick<SubgraphParts, 'orm' | 'broker'>): Promise<string[]> {
  const [database, events] = await Promise.all([orm.isConnected(), broker.ping()]);
  return [...(database ? [] : ['database']), ...(events ? [] : ['broker'])];
}

/**
 * Starts a subgraph: migrates its database, declares its queues, relays its outbox, handles its events and serves its
 * graph. Resolves when it listens; `stop()` drains in the reverse order. A start that fails leaves nothing open.
 */
export async function startSubgraph<Context extends SubgraphContext>(
  options: SubgraphOptions<Context>,
): Promise<RunningSubgraph> {
  const { name, env, consumes = [] } = options;
  const log = pino({ name, level: env.logLevel });
  const verifyToken = tokenVerifierOf(options);
  await using opened = new AsyncDisposableStack();
  const orm = opened.adopt(await MikroORM.init(options.orm), (open) => open.close());
  await orm.migrator.up();
  const broker = opened.adopt(await openEmbeddedBroker({ path: env.brokerJournalPath, log }), (open) =>
    open.close(),
  );
  const parts = { orm, broker, log };
  const keep = (part: Stoppable) => opened.defer(() => part.stop());

  const app = createHttpServer({ name, log, failing: () => failingDependencies(parts) });
  await options.routes?.(app, parts);
  const schema = await readSubgraphSchema(options.schemaPath, options.resolvers);
  await mountGraphql(app, { schema, orm, verifyToken, context: options.context });

  // Queues before the relay: an event published while its consumer has never run must find the queue.
  keep(await consumeAll(broker, orm, consumes));
  keep(await startRelay({ orm, broker, log }));
  if (options.background) keep(await options.background(parts));
  opened.defer(() => app.close());
  const address = await app.listen({ port: env.port, host: env.host });

  const running = opened.move();
  return { ...parts, app, url: `${address}/graphql`, stop: () => running.disposeAsync() };
}

/** A subgraph as a process of its own: as `startSubgraph`, until a signal or the supervisor's end stops it. */
export async function runSubgraph<Context extends SubgraphContext>(
  options: SubgraphOptions<Context>,
): Promise<void> {
  await runUntilStopped(() => startSubgraph(options));
}
