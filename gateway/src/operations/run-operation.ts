import type { PlanNode } from '@apollo/query-planner';
import { GraphQLError, OperationTypeNode, type ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import { badUserInput, internalError, maskForClient, OperationRefused } from '../errors.ts';
import { executePlan, type PlanContext } from '../executor/execute-plan.ts';
import type { JsonObject } from '../executor/json.ts';
import { rootPosition } from '../executor/position.ts';
import { shapeResponse } from '../executor/shape-response.ts';
import { SubgraphFailure, type SubgraphClients } from '../executor/subgraph-clients.ts';
import type { SubgraphError, SubgraphFetch } from '../executor/subgraph-response.ts';
import type { Graph } from '../graph/graph.ts';
import type { Caller } from './caller.ts';
import type { PlannedOperation, PreparedOperation } from './prepared-operation.ts';
import { readVariables } from './read-operation.ts';

/** What it takes to run operations. */
export interface OperationParts {
  readonly clients: SubgraphClients;
  readonly log: Logger;
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
    const coerced = readVariables(prepared, variables);
    const planned = prepared.planFor(caller.viewer, coerced);
    const { node } = planned.plan;
    if (node?.kind === 'Subscription') throw new Error('Only a subscription is planned as one');
    return await gather(parts, { prepared, planned, variables, coerced, caller }, node, {});
  } catch (error) {
    return { errors: refusalOf(error, parts.log) };
  }
}

/** Fetches what the plan node says, beginning with `data`, and shapes the response. */
export async function gather(
  { clients, log }: OperationParts,
  { prepared, planned, variables, coerced, caller }: Run,
  node: PlanNode | undefined,
  data: JsonObject,
  known: readonly GraphQLError[] = [],
): Promise<ExecutionResult> {
  const { graph, source } = prepared;
  const errors: GraphQLError[] = [...known];
  const context: PlanContext = {
    supergraphSchema: graph.supergraphSchema,
    variables,
    conditions: coerced,
    fetchSubgraph: fetcherFor(clients, graph, source.operation.operation, caller),
    onProblem: (subgraph, problem) =>
      logProblem(log, { subgraph, requestId: caller.headers['x-request-id'] }, problem),
    errors,
  };
  if (node) await executePlan(context, node, rootPosition(data));
  return shapeResponse({
    schema: graph.apiSchema,
    document: source.document,
    operationName: prepared.name,
    variables,
    denied: planned.denied,
    data,
    errors,
    onViolation: (error) => log.error({ path: error.path, err: error.message }, 'the data breaks the schema'),
  });
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
  if (problem instanceof Error) log.warn({ ...where, err: problem }, 'a subgraph gave no answer');
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
