import type { EventQueue } from './graph-operations.ts';
import { textTable } from './text-table.ts';

const columns = [
  { title: 'QUEUE', of: ({ queue }: EventQueue) => queue },
  { title: 'WAITING', of: ({ waiting }: EventQueue) => waiting },
  { title: 'DELAYED', of: ({ delayed }: EventQueue) => delayed },
  { title: 'DEAD LETTERS', of: ({ deadLetters }: EventQueue) => deadLetters },
  { title: 'CONSUMERS', of: ({ consumers }: EventQueue) => consumers },
];

/** The queues as a table, and below it what somebody should look at. */
export function queuesText(queues: readonly EventQueue[]): string {
  const unconsumed = queues.filter(({ consumers }) => consumers === 0);
  const failed = queues.reduce((sum, { deadLetters }) => sum + deadLetters, 0);
  const notes = [
    ...unconsumed.map(({ queue, waiting }) => `No process consumes ${queue}; ${waiting} waiting.`),
    ...(failed > 0 ? ['Dead letters: see `pnpm events dead-letters`.'] : []),
  ];
  return [textTable(columns, queues), ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}
