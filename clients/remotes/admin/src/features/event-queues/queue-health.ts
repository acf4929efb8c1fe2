import type { EventQueueRowFragment } from './__generated__/event-queues.ts';

/** The one thing to say about all queues: what is worst. */
export type QueueHealth = 'unattended' | 'retrying' | 'well';

type Counted = Pick<EventQueueRowFragment, 'waiting' | 'delayed' | 'consumers'>;

/** Whether events wait and there is nobody to handle them. */
export function isUnattended({ waiting, consumers }: Counted): boolean {
  return waiting > 0 && consumers === 0;
}

/** How the queues do: somebody is missing, something is tried again, or neither. */
export function queueHealth(queues: readonly Counted[]): QueueHealth {
  if (queues.some(isUnattended)) return 'unattended';
  return queues.some(({ delayed }) => delayed > 0) ? 'retrying' : 'well';
}

/** The most that a bar can show: the largest number, but no less than ten, so that a single one looks like one. */
export function barMaximum(counts: readonly number[]): number {
  return Math.max(10, ...counts);
}
