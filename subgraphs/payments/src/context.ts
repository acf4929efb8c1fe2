import type { SubgraphContext } from '@payloom/subgraph-kit/context';
import { stepUpAfterSecondsDefault } from '@payloom/subgraph-kit/step-up';
import { createLoaders, type Loaders } from './loaders.ts';
import type { Provider } from './provider/provider.ts';

/** What one GraphQL operation of this subgraph works with. */
export interface Context extends SubgraphContext {
  readonly loaders: Loaders;
  readonly provider: Provider;
  /** Money leaves only for who has shown within this time that it is them. */
  readonly stepUpAfterSeconds: number;
}

export interface ContextSettings {
  provider: Provider;
  stepUpAfterSeconds?: number;
}

/** Makes the context of each GraphQL operation. */
export function createContext(settings: ContextSettings): (base: SubgraphContext) => Context {
  const { provider, stepUpAfterSeconds = stepUpAfterSecondsDefault } = settings;
  return (base) => ({ ...base, provider, stepUpAfterSeconds, loaders: createLoaders(base.em) });
}
