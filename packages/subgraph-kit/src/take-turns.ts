import { HeaderMap, type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server';
import type { OperationTypeNode } from 'graphql';
import type { SubgraphContext } from './context.ts';
import { tooMuchAtOnce } from './errors.ts';
import { NoTurn, Turns } from './turns.ts';

/** Far below the ten seconds after which a gateway takes a subgraph for silent, and stops asking it for anybody. */
const waitMsMax = 5_000;

/**
 * Mutations of one viewer lock the same wallet: more of them at once would only wait for each other, each with a connection
 * of the database in its hand. Two, so that one that waits for a provider holds nobody up.
 */
const mutations = { atOnceMax: 2, waitingMax: 64, waitMsMax };
/** Half of the database's connections. */
const queries = { atOnceMax: 5, waitingMax: 256, waitMsMax };

const refusal = (): GraphQLResponse => ({
  http: { status: undefined, headers: new HeaderMap() },
  body: { kind: 'single', singleResult: { errors: [tooMuchAtOnce().toJSON()] } },
});

/**
 * Lets every viewer have a fair share of a subgraph: so many operations at once, the others wait for their turn. Whoever asks
 * for more than can be answered in time is told RATE_LIMITED, and nothing was done. Operations of nobody are not held.
 */
export function takeTurns(): ApolloServerPlugin<SubgraphContext> {
  const turns: Readonly<Partial<Record<OperationTypeNode, Turns>>> = {
    mutation: new Turns(mutations),
    query: new Turns(queries),
  };
  return {
    requestDidStart: async () => {
      let end: (() => void) | undefined;
      return {
        // Of what happens before an operation is run, this alone may answer in its place.
        responseForOperation: async ({ operation, contextValue: { viewer } }) => {
          if (!viewer) return null;
          try {
            end = await turns[operation.operation]?.take(viewer.userId);
            return null;
          } catch (error) {
            if (error instanceof NoTurn) return refusal();
            throw error;
          }
        },
        executionDidStart: async () => ({ executionDidEnd: async () => end?.() }),
      };
    },
  };
}
