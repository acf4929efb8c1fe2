import type { DeadLetterRowFragment, DeadLetterStatus } from './__generated__/dead-letter.ts';

/** What the list of dead letters is narrowed to; empty is everything. */
export interface LetterFilter {
  status: DeadLetterStatus | '';
  queue: string;
  /** An event type or the beginning of one. */
  eventType: string;
}

/** The same as the graph is asked; the cache knows each list by it. */
export interface AskedLetterFilter {
  status: DeadLetterStatus | null;
  queue: string | null;
  eventType: string | null;
}

/** What the graph is asked for. */
export function askedFilter({ status, queue, eventType }: LetterFilter): AskedLetterFilter {
  return { status: status || null, queue: queue || null, eventType: eventType || null };
}

/** Whether a dead letter belongs into the list that was asked for. */
export function matchesFilter(
  letter: Pick<DeadLetterRowFragment, 'status' | 'queue' | 'eventType'>,
  { status, queue, eventType }: Partial<AskedLetterFilter>,
): boolean {
  if (status && letter.status !== status) return false;
  if (queue && letter.queue !== queue) return false;
  return letter.eventType.startsWith(eventType ?? '');
}
