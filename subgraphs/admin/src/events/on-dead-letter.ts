import { consumers } from '@payloom/event-contracts/consumers';
import type { Consumer } from '@payloom/messaging/broker';
import type { SubgraphParts } from '@payloom/subgraph-kit/start-subgraph';
import { collectDeadLetter } from '../operations/collect-dead-letter.ts';

/** Brings what any consumer of the platform could not handle to where administrators see it. */
export function collectDeadLetters({
  broker,
  orm,
}: Pick<SubgraphParts, 'broker' | 'orm'>): Promise<Consumer> {
  return broker.consumeDeadLetters(Object.keys(consumers), (letter) => collectDeadLetter(orm.em, letter));
}
