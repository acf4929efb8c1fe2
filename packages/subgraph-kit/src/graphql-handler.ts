import { readFile } from 'node:fs/promises';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parse, type GraphQLSchema } from 'graphql';
import { enforceAuthDirectives } from './auth-directives.ts';
import { clientAddressOf, type SubgraphContext } from './context.ts';
import { maskError } from './errors.ts';
import { bearerToken, type TokenVerifier } from './viewer.ts';
import { nameSpans } from './name-spans.ts';
import { takeTurns } from './take-turns.ts';
import { refuseBrokenText } from './well-formed.ts';

type SubgraphModule = Exclude<
  Parameters<typeof buildSubgraphSchema>[0],
  readonly unknown[] | { kind: unknown }
>;
type ResolverMap = NonNullable<SubgraphModule['resolvers']>;

/** The generated resolver types are interfaces, which TypeScript does not take for maps: each member is looked at. */
function isResolverMap(resolvers: object): resolvers is ResolverMap {
  return Object.values(resolvers).every((type) => typeof type === 'object' && type !== null);
}

/** The executable schema of a subgraph, with its authorization directives enforced. */
export async function readSubgraphSchema(schemaPath: string, resolvers: object): Promise<GraphQLSchema> {
  if (!isResolverMap(resolvers))
    throw new TypeError('resolvers: expected an object of resolvers for each type');
  const typeDefs = parse(await readFile(schemaPath, 'utf8'));
  return enforceAuthDirectives(buildSubgraphSchema([{ typeDefs, resolvers }]));
}

export interface GraphqlOptions<Context extends SubgraphContext> {
  schema: GraphQLSchema;
  orm: MikroORM;
  verifyToken: TokenVerifier;
  context: (base: SubgraphContext) => Context;
}

/** Serves the schema on `/graphql`; each operation gets a forked EntityManager and the viewer of its own token. */
export async function mountGraphql<Context extends SubgraphContext>(
  app: FastifyInstance,
  { schema, orm, verifyToken, context }: GraphqlOptions<Context>,
): Promise<void> {
  const server = new ApolloServer<Context>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => {
      const masked = maskError(formatted);
      if (masked.extensions?.code === 'INTERNAL_SERVER_ERROR')
        app.log.error({ err: error }, 'operation failed');
      return masked;
    },
    plugins: [
      fastifyApolloDrainPlugin(app),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      refuseBrokenText,
      nameSpans,
      takeTurns(),
    ],
  });
  await server.start();

  const contextOf = async (request: FastifyRequest, reply: FastifyReply): Promise<Context> => {
    const token = bearerToken(request.headers.authorization);
    return context({
      em: orm.em.fork(),
      viewer: token === null ? null : await verifyToken(token),
      clientAddress: clientAddressOf(request),
      requestId: request.id,
      request,
      reply,
      log: request.log,
    });
  };
  app.post('/graphql', fastifyApolloHandler(server, { context: contextOf }));
}
