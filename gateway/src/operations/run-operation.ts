import { GraphQLError, OperationTypeNode, type ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import type { ResponseCache } from '../cache/response-cache.ts';
import { badUserInput, internalError, maskForClient, OperationRefused } from '../errors.ts';
import type { PlanContext } from '../executor/compile-plan.ts';
import type { JsonObject } from '../executor/json.ts';
import { rootPosition } from '../executor/position.ts';
import type { SubgraphClients } from '../executor/subgraph-clients.ts';
import { SubgraphFailure } from '../executor/subgraph-failure.ts';
import type { SubgraphError, SubgraphFetch } from '../executor/subgraph-response.ts';
import type { Graph } from '../graph/graph.ts';
import type { Caller } from './caller.ts';
import type { EntityBatches } from './entity-batches.ts';
import type { InFlight } from './in-flight.ts';
import { sharersOf } from './sharers.ts';
import type { PlannedOperation, PreparedOperation } from './prepared-operation.ts';
import { isToldSchema, readVariables, type SchemaReaders } from './read-operation.ts';

/** What it takes to run operations. */
export interface OperationParts extends SchemaReaders {
  readonly clients: SubgraphClients;
  readonly log: Logger;
  /** Queries under way, where those that are the same are run once. */
  readonly sharedQueries?: InFlight<ExecutionResult> | undefined;
  /** Answers fetches from what earlier ones brought. */
  readonly cache?: ResponseCache | undefined;
  /** Makes one request of those for entities that come at the same time. */
  readonly batches?: EntityBatches | undefined;
}

export interface Run {
  readonly prepared: PreparedOperation;
  readonly planned: PlannedOperation;
  /** As the client sent them. */
  readonly variables: JsonObject;
  /** With defaults. */
  readonly coerced: JsonObject;
  readonly caller: Caller;
}

/** Runs a query or a mutation. Never throws: whatever goes wrong is in the result, fit for the client. */
export async function runOperation(
  parts: OperationParts,
  prepared: PreparedOperation,
  variables: JsonObject,
  caller: Caller,
): Promise<ExecutionResult> {
  try {
    if (prepared.source.operation.operation === OperationTypeNode.SUBSCRIPTION) {
      throw new OperationRefused([badUserInput('Subscriptions need a WebSocket or an event stream.')]);
    }
    const introspection = isToldSchema(parts, caller.viewer);
    const coerced = readVariables(prepared, variables, { introspection });
    const planned = prepared.planFor(caller.viewer, coerced);
    return await runShared(parts, { prepared, planned, variables, coerced, caller });
  } catch (error) {
    // Nobody waits for the answer to a query that others share.
    if (caller.signal.aborted && isAbort(error)) return { errors: [internalError()] };
    return { errors: refusalOf(error, parts.log) };
  } finally {
    if (prepared.source.operation.operation === OperationTypeNode.MUTATION)
      await parts.cache?.wrote(caller.viewer);
  }
}

/** Runs a query once for all who ask the same at the same time and get the same. */
async function runShared(parts: OperationParts, run: Run): Promise<ExecutionResult> {
  const { prepared, planned, variables, caller } = run;
  const { sharedQueries } = parts;
  if (!sharedQueries || !planned.gather) return gather(parts, run, {});
  if (prepared.source.operation.operation !== OperationTypeNode.QUERY)
    // Whoever is told that something is done finds it done.
    return gather(parts, run, {}).finally(() => sharedQueries.forgetAll());
  const key = `${planned.id} ${JSON.stringify([variables, sharersOf(prepared.graph, planned, caller)])}`;
  const ask = (signal: AbortSignal) => gather(parts, { ...run, caller: { ...caller, signal } }, {});
  // The key tells the viewer, not the token, which may have run out; who is nobody is denied the same as the others.
  return sharedQueries.share(key, caller.signal, ask, caller.viewer ? isOfCallerAlone : undefined);
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** A subgraph took the caller for nobody, or had heard too much of them at once. */
const ofCallerAlone = new Set<unknown>(['UNAUTHENTICATED', 'RATE_LIMITED']);

/** Whether a result is no matter of those who shared it. The gateway's own denials are the same for all of them. */
export function isOfCallerAlone({ errors = [] }: ExecutionResult): boolean {
  return errors.some(({ extensions }) => ofCallerAlone.has(extensions.code));
}

/** Fetches what the plan says, beginning with `data`, and shapes the response. */
export async function gather(
  { clients, log, cache, batches }: OperationParts,
  { prepared, planned, variables, coerced, caller }: Run,
  data: JsonObject,
): Promise<ExecutionResult> {
  const { graph, source } = prepared;
  const kind = source.operation.operation;
  const singly = (asking: Caller) => fetcherFor(clients, graph, kind, asking);
  const fetcher = batches ? (asking: Caller) => batches.around({ graph, planned }, asking, singly) : singly;
  const context: PlanContext = {
    variables,
    conditions: coerced,
    fetchSubgraph: cache ? cache.around({ graph, kind, caller }, fetcher) : fetcher(caller),
    onProblem: (subgraph, problem) =>
      logProblem(log, { subgraph, requestId: caller.headers['x-request-id'] }, problem),
    errors: [],
  };
  await planned.gather?.(context, rootPosition(data));
  const onViolation = (error: GraphQLError) =>
    log.error({ path: error.path, err: error.message }, 'the data breaks the schema');
  return planned.shape({ data, errors: context.errors, variables, onViolation });
}

function fetcherFor(
  clients: SubgraphClients,
  graph: Graph,
  kind: OperationTypeNode,
  { headers, signal, onCookies }: Caller,
): SubgraphFetch {
  // A mutation is seen through even when its client has gone: half of it might have happened.
  const cancel = kind === OperationTypeNode.MUTATION ? undefined : signal;
  return (name, request) => {
    const url = graph.subgraphUrls.get(name);
    if (url === undefined || !/^https?:/.test(url))
      throw new Error(`Subgraph ${name} cannot be fetched from`);
    return clients.send(name, url, request, { headers, signal: cancel, onCookies });
  };
}

function logProblem(log: Logger, where: object, problem: SubgraphError | Error): void {
  if (problem instanceof SubgraphFailure && problem.kind === 'cancelled') return;
  // Why it rests was told.
  const isNews = !(problem instanceof SubgraphFailure && problem.kind === 'resting');
  if (problem instanceof Error && isNews) log.warn({ ...where, err: problem }, 'a subgraph gave no answer');
  else log.debug({ ...where, problem }, 'a subgraph answered with an error');
}

/** What the client is told of an operation that could not be run at all. */
export function refusalOf(error: unknown, log: Logger): readonly GraphQLError[] {
  if (error instanceof OperationRefused) return error.errors;
  if (error instanceof GraphQLError && isForClient(error)) return [error];
  log.error({ err: error }, 'an operation could not be run');
  return [internalError()];
}

function isForClient(error: GraphQLError): boolean {
  return maskForClient(error.toJSON()).message === error.message;
}
