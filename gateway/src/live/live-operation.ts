import { OperationTypeNode, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { TrustedDocuments } from '../documents/trusted-documents.ts';
import { isJsonObject } from '../executor/json.ts';
import type { GraphHolder } from '../graph/graph-holder.ts';
import type { GatewayMetrics } from '../http/metrics.ts';
import type { Caller } from '../operations/caller.ts';
import { observeOperation, type Observed } from '../operations/observe-operation.ts';
import { isToldSchema, readOperation } from '../operations/read-operation.ts';
import { runOperation, type OperationParts } from '../operations/run-operation.ts';
import type { LiveGateway } from './live-gateway.ts';
import type { LiveSubscription } from './live-subscription.ts';

export interface LiveOperationOptions extends OperationParts {
  readonly graphs: GraphHolder;
  readonly live: LiveGateway;
  readonly metrics: GatewayMetrics;
  readonly documents: TrustedDocuments;
}

/** An operation as both transports send it. */
export interface LivePayload {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: unknown;
}

/** Who sends it, from where and over what. */
export interface LiveRequest {
  readonly caller: Caller;
  readonly address: string;
  readonly transport: Observed['transport'];
}

/** An operation that came over a socket or an event stream, ready to be answered. */
export class LiveOperation {
  /** Answers it, where it is no subscription. */
  readonly run: () => Promise<ExecutionResult>;
  /** Listening already, where it is one. */
  readonly subscription: LiveSubscription | null;
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;

  constructor(parts: Pick<LiveOperation, 'run' | 'subscription' | 'schema' | 'document'>) {
    this.run = parts.run;
    this.subscription = parts.subscription;
    this.schema = parts.schema;
    this.document = parts.document;
  }
}

/** Reads an operation, and starts it when it is a subscription. Throws what `refusalOf` can tell of. */
export async function beginOperation(
  options: LiveOperationOptions,
  payload: LivePayload,
  { caller, address, transport }: LiveRequest,
): Promise<LiveOperation> {
  const { graphs, live, metrics, documents } = options;
  const { graph } = graphs;
  const { query } = documents.withText({ ...payload });
  const text = typeof query === 'string' ? query : '';
  documents.admit(text, caller.viewer);
  const introspection = isToldSchema(options, caller.viewer);
  const prepared = readOperation(graph, { ...payload, query: text }, { introspection, metrics });
  const variables = isJsonObject(payload.variables) ? payload.variables : {};
  const kind = prepared.source.operation.operation;
  const isSubscription = kind === OperationTypeNode.SUBSCRIPTION;
  const subscription = isSubscription ? await live.subscribe(prepared, variables, caller, address) : null;
  if (subscription) metrics.operations.inc({ kind, transport, outcome: 'ok' });
  const { headers, signal } = caller;
  const observed = { prepared, transport, traceparent: headers.traceparent, signal, metrics };
  const run = () => observeOperation(observed, () => runOperation(options, prepared, variables, caller));
  return new LiveOperation({
    run,
    subscription,
    schema: graph.apiSchema,
    document: prepared.source.document,
  });
}
