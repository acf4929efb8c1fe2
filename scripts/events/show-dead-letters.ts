import type { DeadLetterDetails, DeadLetterSummary } from './graph-operations.ts';
import { oneLine, textTable } from './text-table.ts';

/** `2026-11-22 10:00:00`, in UTC. */
function utc(at: string): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** `1 try`, `2 tries`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

const columns = [
  { title: 'ID', of: ({ id }: DeadLetterSummary) => id },
  { title: 'STATUS', of: ({ status }: DeadLetterSummary) => status },
  { title: 'QUEUE', of: ({ queue }: DeadLetterSummary) => queue },
  { title: 'EVENT TYPE', of: ({ eventType }: DeadLetterSummary) => eventType },
  { title: 'PARKED (UTC)', of: ({ parkedAt }: DeadLetterSummary) => utc(parkedAt) },
  { title: 'TIMES', of: ({ timesParked }: DeadLetterSummary) => timesParked },
  { title: 'REASON', of: ({ reason }: DeadLetterSummary) => reason },
];

/** The letters as a table, newest first, with how many there are. */
export function deadLettersText(
  letters: readonly DeadLetterSummary[],
  totalCount: number,
  widthMax: number | undefined,
): string {
  if (totalCount === 0) return 'There are no such dead letters.';
  const more =
    totalCount > letters.length ? ` The newest ${letters.length} are shown; --limit shows more.` : '';
  return [textTable(columns, letters, widthMax), '', `${count(totalCount, 'dead letter')}.${more}`].join(
    '\n',
  );
}

function resolutionOf({ status, resolvedAt, resolvedBy, discardReason }: DeadLetterDetails): string[] {
  if (resolvedAt === null) return [];
  const how = discardReason === null ? 'replayed' : 'discarded';
  const last = status === 'OPEN' ? `last ${how}` : how;
  const why = discardReason === null ? '' : `: ${oneLine(discardReason)}`;
  return [`resolved  ${last} ${utc(resolvedAt)} UTC by ${resolvedBy?.id ?? 'somebody'}${why}`];
}

/** The event as JSON, without what would steer a terminal. */
function eventText(event: DeadLetterDetails['event']): string {
  return JSON.stringify(event, null, 2).replaceAll(/[\u007F-\u009F\p{Cf}]/gu, '\uFFFD');
}

/** One letter with its tries and its whole event. */
export function deadLetterText(letter: DeadLetterDetails): string {
  const { id, status, queue, eventType, eventId, subject, reason, attempts, parkedAt, timesParked } = letter;
  const tries = letter.history.map(
    ({ attempt, at, reason: why }) => `  ${String(attempt).padStart(3)}  ${utc(at)} UTC  ${oneLine(why)}`,
  );
  return [
    `Dead letter ${id}`,
    `status    ${status}`,
    `queue     ${oneLine(queue)}`,
    `event     ${oneLine(eventType)} ${eventId}`,
    `subject   ${oneLine(subject)}`,
    `parked    ${utc(parkedAt)} UTC after ${count(attempts, 'try', 'tries')}; ${count(timesParked, 'time')} in all`,
    ...resolutionOf(letter),
    `reason    ${oneLine(reason)}`,
    ...(tries.length > 0 ? ['', 'Tries that are remembered', ...tries] : []),
    '',
    'Event',
    eventText(letter.event),
  ].join('\n');
}
