import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { AccessTokens } from '../authorization/access-tokens.ts';
import { maskForClient } from '../errors.ts';
import type { TrustedDocuments } from '../documents/trusted-documents.ts';
import { isJsonObject } from '../executor/json.ts';
import type { GraphHolder } from '../graph/graph-holder.ts';
import { forwardedHeaders, type Caller } from '../operations/caller.ts';
import { checkJsonDepth, operationTokensMax } from '../operations/limits.ts';
import type { PreparedOperation } from '../operations/prepared-operation.ts';
import type { LiveStore } from '../live/live-store.ts';
import { isToldSchema, readOperation } from '../operations/read-operation.ts';
import { addressesOf, type Surroundings } from '../operations/client-address.ts';
import type { OperationParts } from '../operations/run-operation.ts';
import { createApolloGatewayInterface, HttpCaller, type HttpContext } from './apollo-gateway.ts';
import { DocumentStore } from './document-store.ts';
import type { GatewayMetrics } from './metrics.ts';
import { answerQuickly, readPlainPost } from './quick-answers.ts';
import { identityOf, sendRefusal } from './who-asks.ts';

export interface GraphqlRouteOptions extends OperationParts, Surroundings {
  readonly documents: TrustedDocuments;
  readonly graphs: GraphHolder;
  /** Null when there are no keys to verify tokens with: everybody is anonymous. */
  readonly tokens: AccessTokens | null;
  readonly metrics: GatewayMetrics;
  readonly store: Pick<LiveStore, 'recentPlace'>;
}

/**
 * Of each answer: a subscription `after` this cursor is told of all that the answer does not have yet. By the position, which
 * grows, the earliest of several answers is known.
 */
function tellPlace(reply: FastifyReply, { store }: Pick<GraphqlRouteOptions, 'store'>): void {
  const place = store.recentPlace();
  if (place) void reply.header('live-cursor', `${place.cursor};position=${place.position}`);
}

/** Serves `POST /graphql`. Returns how to stop the server behind it. */
export async function mountGraphql(
  app: FastifyInstance,
  options: GraphqlRouteOptions,
): Promise<() => Promise<void>> {
  const store = new DocumentStore(options.graphs);
  const server = createServer(options, store);
  await server.start();
  const contexts = new WeakMap<FastifyRequest, HttpContext>();
  const atLength = fastifyApolloHandler(server, { context: async (request) => contextIn(contexts, request) });
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const asked = await readOrRefuse(request, reply, options);
    if (!asked) return;
    tellPlace(reply, options);
    const { viewer, prepared } = asked;
    const caller = callerOf(request, reply, { viewer, addresses: addressesOf(request, options) });
    const plain = readPlainPost(request);
    if (plain && prepared) return answerQuickly(reply, plain, prepared, caller, options);
    if (prepared) store.remember(prepared);
    contexts.set(request, { http: new HttpCaller(caller) });
    const body: unknown = await atLength.call(app, request, reply);
    if (typeof body === 'string') void reply.send(body);
  };
  app.route({
    url: '/graphql',
    method: ['POST', 'OPTIONS'],
    compress: false,
    // Given no promise, which it would wait for with listeners at the end of each answer.
    handler: (request, reply) => {
      answer(request, reply).catch((error: unknown) => reply.send(error));
    },
  });
  return () => server.stop();
}

function contextIn(contexts: WeakMap<FastifyRequest, HttpContext>, request: FastifyRequest): HttpContext {
  const context = contexts.get(request);
  if (!context) throw new Error('The request came without who asks');
  return context;
}

/** What is known of a request before it is answered. */
interface Asked {
  readonly viewer: Viewer | null;
  /** Null where the request holds no operation. */
  readonly prepared: PreparedOperation | null;
}

/** Null once it is refused. Throws on what is not meant for the client. */
async function readOrRefuse(
  request: FastifyRequest,
  reply: FastifyReply,
  options: GraphqlRouteOptions,
): Promise<Asked | null> {
  try {
    const viewer = (await identityOf(request, options.tokens))?.viewer ?? null;
    checkJsonDepth(request.body);
    request.body = options.documents.admitBody(request.body, viewer);
    return { viewer, prepared: readAhead(request.body, viewer, options) };
  } catch (error) {
    sendRefusal(reply, error);
    return null;
  }
}

/**
 * Reads an operation as it is read over sockets and event streams, by the same rules, before Apollo Server sees it. What is
 * no operation at all is left to be refused there.
 */
function readAhead(
  body: unknown,
  viewer: Viewer | null,
  options: GraphqlRouteOptions,
): PreparedOperation | null {
  if (!isJsonObject(body) || typeof body.query !== 'string' || body.query === '') return null;
  const operationName = typeof body.operationName === 'string' ? body.operationName : undefined;
  const { graphs, metrics } = options;
  const introspection = isToldSchema(options, viewer);
  return readOperation(graphs.graph, { query: body.query, operationName }, { introspection, metrics });
}

function createServer(options: GraphqlRouteOptions, store: DocumentStore): ApolloServer<HttpContext> {
  const { graphs, metrics, introspection, log } = options;
  return new ApolloServer<HttpContext>({
    gateway: createApolloGatewayInterface(graphs, options, metrics),
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    documentStore: store,
    // What is known by its hash is in the list, and nobody else adds to it.
    persistedQueries: false,
    parseOptions: { maxTokens: operationTokensMax },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: log.child({ part: 'apollo' }, { level: 'warn' }),
    formatError: (formatted, error) => {
      // What the executor let through was logged where it happened, with more to say.
      if (!(error instanceof GraphQLError)) log.error({ err: error }, 'an operation failed');
      return maskForClient(formatted);
    },
    // Cache control would wrap the resolvers of the schema for hints that nobody reads here.
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled()],
  });
}

interface Asking {
  readonly viewer: Viewer | null;
  readonly addresses: readonly string[];
}

function callerOf(request: FastifyRequest, reply: FastifyReply, { viewer, addresses }: Asking): Caller {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    // An answer that was sent is no reason, and an error with its stack for each is dear.
    if (!reply.raw.writableFinished) gone.abort();
  });
  const { authorization, cookie } = request.headers;
  return {
    viewer,
    signal: gone.signal,
    headers: forwardedHeaders({ headers: request.headers, addresses, authorization, cookie }),
    onCookies: (cookies) => void reply.header('set-cookie', [...cookies]),
  };
}
