import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { disableApolloTelemetry } from '../env.ts';
import type { JsonObject } from '../executor/json.ts';
import { plain, silentLog, type PlainResult } from './open-graph.ts';

/** The stock Apollo gateway over the same supergraph, to compare answers with. */
export interface StockGateway {
  run(query: string, variables?: JsonObject): Promise<PlainResult>;
  stop(): Promise<void>;
}

export async function startStockGateway(supergraphSdl: string): Promise<StockGateway> {
  disableApolloTelemetry();
  const server = new ApolloServer({
    gateway: new ApolloGateway({ supergraphSdl, logger: silentLog }),
    logger: silentLog,
    includeStacktraceInErrorResponses: false,
  });
  await server.start();
  return {
    run: async (query, variables = {}) => {
      const { body } = await server.executeOperation({ query, variables });
      if (body.kind !== 'single') throw new Error('The stock gateway does not answer in parts');
      const { data, errors } = body.singleResult;
      return plain({
        ...(data === undefined ? {} : { data }),
        ...(errors ? { errors: errors as never } : {}),
      });
    },
    stop: () => server.stop(),
  };
}
