import type { SubgraphContext } from '@payloom/subgraph-kit/context';

/** Nothing beyond what every subgraph has. */
export type Context = SubgraphContext;

/** Makes the context of each GraphQL operation. */
export const createContext = (base: SubgraphContext): Context => base;
