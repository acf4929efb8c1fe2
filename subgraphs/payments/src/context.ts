import type { SubgraphContext } from '@payloom/subgraph-kit/context';
import { createLoaders, type Loaders } from './loaders.ts';
import type { Provider } from './provider/provider.ts';

/** What one GraphQL operation of this subgraph works with. */
export interface Context extends SubgraphContext {
  readonly loaders: Loaders;
  readonly provider: Provider;
}

/** Makes the context of each GraphQL operation. */
export function createContext({ provider }: { provider: Provider }): (base: SubgraphContext) => Context {
  return (base) => ({ ...base, provider, loaders: createLoaders(base.em) });
}
