import type { Broker } from '@payloom/messaging/broker';
import type { SubgraphContext } from '@payloom/subgraph-kit/context';
import type { SubgraphParts } from '@payloom/subgraph-kit/start-subgraph';

/** What one GraphQL operation of this subgraph works with. */
export interface Context extends SubgraphContext {
  readonly broker: Pick<Broker, 'inspect' | 'redeliver'>;
}

/** Makes the context of each GraphQL operation. */
export const createContext = (base: SubgraphContext, { broker }: Pick<SubgraphParts, 'broker'>): Context => ({
  ...base,
  broker,
});
