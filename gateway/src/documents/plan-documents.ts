import { setImmediate as turn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { QueryPlan } from '@apollo/query-planner';
import { fetchRuleOf } from '../cache/fetch-rule.ts';
import { OperationRefused } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import { fetchesOf } from '../operations/plan-fetches.ts';
import { scopesOfFetch } from '../operations/sharers.ts';
import { readOperation, type ReadOptions } from '../operations/read-operation.ts';

export interface PlanDocumentsOptions extends ReadOptions {
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

/**
 * Parses, validates and plans documents for a graph, which keeps them, so that the first request finds what the hundredth
 * does. Others get their turn in between. One that does not fit the graph is told of and left out.
 */
export async function planDocuments(
  graph: Graph,
  texts: Iterable<string>,
  { log, ...options }: PlanDocumentsOptions,
): Promise<void> {
  const since = performance.now();
  let planned = 0;
  for (const text of texts) {
    await turn();
    try {
      const prepared = readOperation(graph, { query: text }, options);
      for (const { plan } of prepared.planAhead()) learnOfFetches(graph, plan);
      graph.prepared.keep(prepared);
      planned += 1;
    } catch (error) {
      log.warn(
        { document: nameIn(text), reason: reasonOf(error) },
        'a trusted document does not fit the graph',
      );
    }
  }
  const took = Math.round(performance.now() - since);
  if (planned > 0)
    log.info({ graph: graph.id, documents: planned, ms: took }, 'trusted documents are planned');
}

/** Has the graph know who may share what these fetches bring, and what of it may be kept. */
function learnOfFetches(graph: Graph, plan: QueryPlan): void {
  for (const { operation } of fetchesOf(plan)) {
    scopesOfFetch(graph, operation);
    fetchRuleOf(graph, operation);
  }
}

const nameIn = (text: string): string =>
  /\b(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1] ?? 'unnamed';

function reasonOf(error: unknown): string {
  if (error instanceof OperationRefused) return error.errors.map(({ message }) => message).join(' ');
  return error instanceof Error ? error.message : String(error);
}
