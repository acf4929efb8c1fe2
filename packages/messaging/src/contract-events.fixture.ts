import { createEvent } from '@payloom/event-contracts/catalogue';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { v7 as uuidv7 } from 'uuid';
import type { Broker } from './broker.ts';

/** How a test reaches an adapter: `open` gives another connection to the same broker, as another process has. */
export interface BrokerUnderTest {
  open(): Promise<Broker>;
  /** Ends every connection and removes what the test stored. */
  dispose(): Promise<void>;
}

/** What each part of the contract works with: a broker that is open, and the way to more of them. */
export interface BrokerParts {
  broker: () => Broker;
  under: () => BrokerUnderTest;
}

export function sessionStarted(subject: string = uuidv7()): EventEnvelope {
  const userId = uuidv7();
  const data = { userId, sessionId: uuidv7() };
  return createEvent({ type: 'auth.session.started', subject, data, audience: [], actor: userId });
}

export function walletOpened(subject: string = uuidv7()): EventEnvelope {
  const data = { walletId: uuidv7(), userId: uuidv7(), currency: 'EUR' };
  return createEvent({ type: 'payments.wallet.opened', subject, data, audience: [], actor: 'system' });
}

/** Events of one subject, oldest first. */
export const sessionsOf = (subject: string, count: number): EventEnvelope[] =>
  Array.from({ length: count }, () => sessionStarted(subject));

export const idsOf = (events: readonly EventEnvelope[]): string[] => events.map(({ id }) => id);

/** Every queue of a run is its own, so that a broker which outlives the run may serve. */
export const queueName = (name: string): string => `contract.${name}.${uuidv7()}`;
