import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { isJsonObject } from '../executor/json.ts';
import type { GatewayMetrics } from '../http/metrics.ts';
import { createApolloLoader, type ApolloLoader } from './apollo-loader.ts';
import { assembleGraph, readGraphParts, type Graph, type GraphSettings } from './graph.ts';
import { asSupergraphError, SupergraphError } from './read-supergraph.ts';
import { watchFile } from './watch-file.ts';

export interface GraphHolderOptions extends GraphSettings {
  readonly path: string;
  readonly metrics: GatewayMetrics;
  readonly log: Logger;
  /** What a graph is made ready by before it is served. */
  readonly prepare?: (graph: Graph) => Promise<void>;
}

/** Holds the graph that is served and follows the file it was read from. A file that cannot be served changes nothing. */
export class GraphHolder {
  readonly #options: GraphHolderOptions;
  readonly #apollo: ApolloLoader;
  readonly #listeners = new Set<(graph: Graph) => void>();
  #graph: Graph;
  #problem: string | null = null;
  #loading: Promise<void> = Promise.resolve();
  #unwatch: () => void = () => {};

  private constructor(options: GraphHolderOptions, apollo: ApolloLoader, graph: Graph) {
    this.#options = options;
    this.#apollo = apollo;
    this.#graph = graph;
  }

  /** Reads the file and watches it from then on. Throws a SupergraphError when it cannot be served. */
  static async open(options: GraphHolderOptions): Promise<GraphHolder> {
    const apollo = createApolloLoader(options.log);
    const graph = await read(options, apollo);
    await options.prepare?.(graph);
    const holder = new GraphHolder(options, apollo, graph);
    holder.#unwatch = await watchFile(options.path, () => void holder.reload());
    options.metrics.graphReloads.inc({ outcome: 'served' });
    return holder;
  }

  get graph(): Graph {
    return this.#graph;
  }

  /** Why the newest file is not the one served, or null. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Calls back with each graph that replaces another. Returns how to stop that. */
  onChange(listener: (graph: Graph) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads the file again, after any reading under way. Never throws: what is wrong is logged and kept as `problem`. */
  reload(): Promise<void> {
    this.#loading = this.#loading.then(() => this.#reload());
    return this.#loading;
  }

  async stop(): Promise<void> {
    this.#unwatch();
    await this.#loading;
    await this.#apollo.stop();
  }

  async #reload(): Promise<void> {
    const { log, metrics } = this.#options;
    try {
      const graph = await read(this.#options, this.#apollo);
      this.#problem = null;
      metrics.graphStale.set(0);
      if (graph.id === this.#graph.id) return;
      await this.#options.prepare?.(graph);
      this.#graph = graph;
      metrics.graphReloads.inc({ outcome: 'served' });
      log.info({ graph: graph.id }, 'a new supergraph is served');
      for (const listener of this.#listeners) listener(graph);
    } catch (error) {
      const { message } = asSupergraphError(error);
      this.#problem = message;
      metrics.graphStale.set(1);
      metrics.graphReloads.inc({ outcome: 'refused' });
      log.error({ graph: this.#graph.id }, `${message} The last good one goes on to be served.`);
    }
  }
}

async function read({ path, ...settings }: GraphHolderOptions, apollo: ApolloLoader): Promise<Graph> {
  const sdl = await readFile(path, 'utf8').catch((cause: unknown) => {
    const reason = isJsonObject(cause) ? String(cause.code) : 'unknown error';
    throw new SupergraphError(`its file cannot be read (${reason})`, { cause });
  });
  const parts = readGraphParts(sdl);
  return assembleGraph(parts, await apollo.load(sdl), settings);
}
