import type { Graph } from './create-graph.ts';

let loaded: Graph | undefined;
let loading: Promise<Graph> | undefined;

/**
 * The graph of this origin, fetched when it is first wanted: its client is a third of all that a page before signing in runs.
 * Rejects where it could not be fetched; the next call tries again.
 */
export function loadGraph(): Promise<Graph> {
  loading ??= import('./graph.ts').then(
    ({ graph }) => (loaded = graph),
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** The graph, where it is there already. */
export const loadedGraph = (): Graph | undefined => loaded;
