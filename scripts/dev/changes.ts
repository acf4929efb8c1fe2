/** What an edit of one file calls for. */
export type Change =
  | { readonly kind: 'sdl'; readonly subgraph: string }
  | { readonly kind: 'mappers'; readonly subgraph: string }
  | { readonly kind: 'operation' }
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'packages' };

const ignored =
  /(^|\/)(node_modules|dist|coverage|__generated__|test|testing)\/|\.(test|contract)\.tsx?$|^packages\/testkit\//;

/** Classifies a path relative to the repository; undefined where nothing has to be done. */
export function classifyChange(path: string): Change | undefined {
  if (ignored.test(path)) return undefined;
  const [area, name = '', ...rest] = path.split('/');
  const inner = rest.join('/');
  if (area === 'clients') return path.endsWith('.graphql') ? { kind: 'operation' } : undefined;
  if (area === 'packages') return inner.startsWith('src/') ? { kind: 'packages' } : undefined;
  if (area === 'gateway') return name === 'src' ? { kind: 'service', name: 'gateway' } : undefined;
  if (area !== 'subgraphs') return undefined;
  if (inner === 'schema.graphql' || inner === 'live.graphql') return { kind: 'sdl', subgraph: name };
  if (inner === 'src/resolvers/mappers.ts') return { kind: 'mappers', subgraph: name };
  return /^(src|migrations)\/.*\.ts$/.test(inner) ? { kind: 'service', name } : undefined;
}

/** What a batch of edits comes to. */
export interface Work {
  readonly compose: boolean;
  readonly generate: boolean;
  /** The services to start again, each once. */
  readonly restart: readonly string[];
}

/** Sums a batch up: one composition, one generation and one restart a service, however many files were saved. */
export function summarise(changes: readonly Change[], services: readonly string[]): Work {
  const restart = changes.flatMap((change) => {
    if (change.kind === 'packages') return services;
    if (change.kind === 'service') return [change.name];
    return change.kind === 'operation' ? [] : [change.subgraph];
  });
  const compose = changes.some(({ kind }) => kind === 'sdl');
  return {
    compose,
    generate: compose || changes.some(({ kind }) => kind === 'operation' || kind === 'mappers'),
    restart: services.filter((service) => restart.includes(service)),
  };
}
