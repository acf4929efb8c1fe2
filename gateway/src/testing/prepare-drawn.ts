import { getOperationAST, parse, validate } from 'graphql';
import { operationUnclear, OperationRefused } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import type { GatewayMetrics } from '../http/metrics.ts';
import { prepareOperation, type PreparedOperation } from '../operations/prepared-operation.ts';

/**
 * Prepares a drawn operation, however large it is: it is the executor that is looked at, and not what the gateway refuses
 * to execute. Throws an OperationRefused for one that is not valid.
 */
export function prepareDrawn(graph: Graph, text: string, metrics: GatewayMetrics): PreparedOperation {
  const document = parse(text);
  const errors = validate(graph.apiSchema, document);
  if (errors.length > 0) throw new OperationRefused(errors);
  const operation = getOperationAST(document);
  if (!operation) throw new OperationRefused([operationUnclear()]);
  return prepareOperation(graph, { text, document, operation }, metrics);
}
