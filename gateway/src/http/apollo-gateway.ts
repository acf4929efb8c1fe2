import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import { getOperationAST, type GraphQLSchema } from 'graphql';
import { operationUnclear } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import type { GraphHolder } from '../graph/graph-holder.ts';
import { isJsonObject } from '../executor/json.ts';
import type { Caller } from '../operations/caller.ts';
import { observeOperation } from '../operations/observe-operation.ts';
import { prepareOperation } from '../operations/prepared-operation.ts';
import { runOperation, type OperationParts } from '../operations/run-operation.ts';
import type { GatewayMetrics } from './metrics.ts';

type GatewayInterface = NonNullable<ApolloServerOptionsWithGateway<BaseContext>['gateway']>;
type GatewayExecutor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;

/** What Apollo Server hands through with a request; a class, because it hands it through untyped. */
export class HttpCaller {
  readonly caller: Caller;
  constructor(caller: Caller) {
    this.caller = caller;
  }
}

export interface HttpContext {
  http: HttpCaller;
}

const overHttp = ({ headers: { traceparent }, signal }: Caller) =>
  ({ transport: 'http', traceparent, signal }) as const;

/** Lets Apollo Server speak HTTP while planning and executing stay ours. */
export function createApolloGatewayInterface(
  graphs: GraphHolder,
  parts: OperationParts,
  metrics: GatewayMetrics,
): GatewayInterface {
  const bySchema = new WeakMap<GraphQLSchema, Graph>();

  const execute: GatewayExecutor = async ({ schema, context, source, document, request }) => {
    // The graph whose schema validated the operation, even when another has come meanwhile.
    const graph = bySchema.get(schema);
    if (!graph || !(context.http instanceof HttpCaller))
      throw new Error('The request came without its graph');
    // Apollo Server hands on what it could not find an operation in.
    const operation = getOperationAST(document, request.operationName);
    if (!operation) return { errors: [operationUnclear()] };
    const prepared = prepareOperation(graph, { text: source, document, operation }, metrics);
    const variables = isJsonObject(request.variables) ? request.variables : {};
    const { caller } = context.http;
    const observed = { ...overHttp(caller), prepared, metrics };
    const result = await observeOperation(observed, () => runOperation(parts, prepared, variables, caller));
    return { ...result };
  };

  return {
    onSchemaLoadOrUpdate(callback) {
      const offer = (graph: Graph) => {
        bySchema.set(graph.servedSchema, graph);
        callback({ apiSchema: graph.servedSchema, coreSupergraphSdl: graph.sdl });
      };
      offer(graphs.graph);
      return graphs.onChange(offer);
    },
    load: async () => ({ executor: execute }),
    stop: async () => {},
  };
}
