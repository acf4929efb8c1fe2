import type { Viewer } from '@payloom/subgraph-kit/viewer';
import type { ExecutionResult } from 'graphql';
import { pino, type Logger } from 'pino';
import { Registry } from 'prom-client';
import type { ResponseCache } from '../cache/response-cache.ts';
import { OperationRefused } from '../errors.ts';
import type { JsonObject } from '../executor/json.ts';
import { SubgraphClients } from '../executor/subgraph-clients.ts';
import { assembleGraph, readGraphParts, type Graph } from '../graph/graph.ts';
import { createMetrics, type GatewayMetrics } from '../http/metrics.ts';
import type { Caller } from '../operations/caller.ts';
import { readOperation } from '../operations/read-operation.ts';
import { runOperation } from '../operations/run-operation.ts';
import { prepareDrawn } from './prepare-drawn.ts';

export interface RunOptions extends Partial<Caller> {
  readonly variables?: JsonObject;
  readonly operationName?: string;
  /** However large it is. */
  readonly isDrawn?: boolean;
  readonly cache?: ResponseCache;
}

/** A graph to run operations on, without a server in front of it. */
export interface OpenGraph {
  readonly graph: Graph;
  readonly clients: SubgraphClients;
  readonly metrics: GatewayMetrics;
  readonly log: Logger;
  /** Runs an operation and gives the result as a client would read it. */
  run(query: string, options?: RunOptions): Promise<PlainResult>;
  close(): Promise<void>;
}

export interface PlainResult {
  readonly data?: JsonObject | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: JsonObject;
  }[];
  readonly extensions?: JsonObject;
}

export const silentLog = pino({ level: 'silent' });

/** Opens a graph straight from its SDL. */
export function openGraph(sdl: string, { fetchTimeoutMs = 2_000 } = {}): OpenGraph {
  const parts = readGraphParts(sdl);
  const graph = assembleGraph(parts, parts.supergraph.apiSchema().toGraphQLJSSchema(), {
    subgraphUrls: new Map(),
    costMax: Infinity,
  });
  const metrics = createMetrics(new Registry());
  const clients = new SubgraphClients({ fetchTimeoutMs, metrics });
  const run: OpenGraph['run'] = async (query, options = {}) => {
    const { variables = {}, operationName, isDrawn = false, cache, ...caller } = options;
    const full: Caller = { viewer: null, headers: {}, signal: new AbortController().signal, ...caller };
    try {
      const parts = { clients, log: silentLog, introspection: true, cache };
      const prepared = isDrawn
        ? prepareDrawn(graph, query, metrics)
        : readOperation(graph, { query, operationName }, { introspection: true, metrics });
      return plain(await runOperation(parts, prepared, variables, full));
    } catch (error) {
      if (error instanceof OperationRefused) return plain({ errors: error.errors });
      throw error;
    }
  };
  return { graph, clients, metrics, log: silentLog, run, close: () => clients.close() };
}

/** As JSON carries it. */
export function plain(result: ExecutionResult): PlainResult {
  return JSON.parse(JSON.stringify(result)) as PlainResult;
}

/** A viewer with these scopes. */
export function viewerWith(...scopes: string[]): Viewer {
  return {
    userId: '0199aa00-0000-7000-8000-00000000000a',
    sessionId: '0199aa00-0000-7000-8000-00000000000b',
    role: 'CUSTOMER',
    scopes: new Set(scopes),
    authTime: new Date(),
    emailVerified: true,
  };
}
