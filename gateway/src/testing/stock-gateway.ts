import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { disableApolloTelemetry } from '../env.ts';
import type { JsonObject } from '../executor/json.ts';
import { plain, silentLog, type PlainResult } from './open-graph.ts';

/** The stock Apollo gateway over the same supergraph, to compare answers with. */
export interface StockGateway {
  run(query: string, variables?: JsonObject): Promise<PlainResult>;
  stop(): Promise<void>;
}

/** Starts it; `fetcher` is what it reaches its subgraphs by, in place of HTTP. */
export async function startStockGateway(
  supergraphSdl: string,
  fetcher?: RemoteGraphQLDataSource['fetcher'],
): Promise<StockGateway> {
  disableApolloTelemetry();
  const sources = fetcher && {
    buildService: ({ url = '' }: { url?: string | undefined }) =>
      new RemoteGraphQLDataSource({ url, fetcher }),
  };
  const server = new ApolloServer({
    gateway: new ApolloGateway({ supergraphSdl, logger: silentLog, ...sources }),
    logger: silentLog,
    includeStacktraceInErrorResponses: false,
  });
  await server.start();
  return {
    run: async (query, variables = {}) => {
      const { body } = await server.executeOperation({ query, variables });
      if (body.kind !== 'single') throw new Error('The stock gateway does not answer in parts');
      const { data, errors, extensions } = body.singleResult;
      return plain({
        ...(data === undefined ? {} : { data }),
        ...(errors ? { errors: errors as never } : {}),
        ...(extensions ? { extensions } : {}),
      });
    },
    stop: () => server.stop(),
  };
}
