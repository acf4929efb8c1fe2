import { ApolloGateway } from '@apollo/gateway';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { disableApolloTelemetry } from '../env.ts';
import { asSupergraphError, withoutSecurityPurpose } from './read-supergraph.ts';

/** @apollo/gateway in the one role it has here: it takes a supergraph, checks it and makes the API schema of it. */
export interface ApolloLoader {
  /** The schema clients see. Throws a SupergraphError and keeps the last good one. */
  load(sdl: string): Promise<GraphQLSchema>;
  stop(): Promise<void>;
}

/** No fetch goes through the stock gateway; its executor is never called. */
const noDataSource = {
  process: () => Promise.reject(new Error('Operations are executed by the gateway itself')),
};

export function createApolloLoader(log: Logger): ApolloLoader {
  disableApolloTelemetry();
  let update: ((sdl: string) => void) | undefined;
  let schema: GraphQLSchema | undefined;
  let gateway: ApolloGateway | undefined;

  const start = async (sdl: string) => {
    // A gateway that failed to load stays failed, so each first try is made by a new one.
    const fresh = new ApolloGateway({
      logger: log.child({ part: 'apollo' }, { level: 'warn' }),
      buildService: () => noDataSource,
      supergraphSdl: async (options) => {
        update = options.update;
        return { supergraphSdl: sdl };
      },
    });
    fresh.onSchemaLoadOrUpdate(({ apiSchema }) => (schema = apiSchema));
    await fresh.load();
    gateway = fresh;
  };

  return {
    async load(sdl) {
      try {
        const servable = withoutSecurityPurpose(sdl);
        if (gateway) update?.(servable);
        else await start(servable);
      } catch (error) {
        throw asSupergraphError(error);
      }
      if (!schema) throw asSupergraphError('it has no schema');
      return schema;
    },
    stop: async () => gateway?.stop(),
  };
}
