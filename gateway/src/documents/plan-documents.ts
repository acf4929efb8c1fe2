import { setImmediate as turn } from 'node:timers/promises';
import type { Logger } from 'pino';
import { OperationRefused } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
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
      prepared.planAhead();
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

const nameIn = (text: string): string =>
  /\b(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1] ?? 'unnamed';

function reasonOf(error: unknown): string {
  if (error instanceof OperationRefused) return error.errors.map(({ message }) => message).join(' ');
  return error instanceof Error ? error.message : String(error);
}
