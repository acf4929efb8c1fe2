import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Journal } from './journal.ts';

const againAfterMs = 250;

export interface OutcomeOptions {
  readonly journal: Pick<Journal, 'isOpen'>;
  readonly queue: string;
  readonly log: Pick<Logger, 'error'> | undefined;
  /** Whether the message is no longer the consumer's. */
  readonly isAbandoned: () => boolean;
}

/**
 * Writes down what became of a message, again and again until the journal takes it. Meanwhile the message counts as
 * under way, so a full disk slows the consumer and loses nothing.
 */
export async function writeOutcome(
  write: () => void,
  { journal, queue, log, isAbandoned }: OutcomeOptions,
): Promise<void> {
  while (journal.isOpen && !isAbandoned()) {
    try {
      write();
      return;
    } catch (err) {
      log?.error({ err, queue }, 'the outcome of a message could not be written down');
      await delay(againAfterMs);
    }
  }
}
