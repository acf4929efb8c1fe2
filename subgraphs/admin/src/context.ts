import type { SubgraphContext } from '@payloom/subgraph-kit/context';

/** What one GraphQL operation of this subgraph works with: nothing beyond the kit's. */
export type Context = SubgraphContext;

/** Makes the context of each GraphQL operation. */
export const createContext = (base: SubgraphContext): Context => base;
