import type { DataListColumn } from '@payloom/ui-kit/data-list';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import type { DeadLetterRowFragment } from '../../dead-letter/__generated__/dead-letter.ts';
import { LetterStatus, standsSince } from '../../dead-letter/letter-status.tsx';
import { EventType } from '../../event-types/event-type.tsx';
import { useWords } from './words.ts';

type Column = DataListColumn<DeadLetterRowFragment>;

function Event({ letter: { eventType, queue } }: { letter: DeadLetterRowFragment }) {
  const t = useWords();
  return (
    <>
      <EventType type={eventType} />
      {/* Where its column has no room, and a card no line of its own for it. */}
      <span className="block truncate pl-6.5 font-mono text-xs font-normal text-muted-foreground max-sm:hidden lg:hidden">
        {t('by', { queue })}
      </span>
    </>
  );
}

function Tries({ letter: { attempts, timesParked } }: { letter: DeadLetterRowFragment }) {
  const t = useWords();
  return (
    <span className="tabular-nums">
      {attempts}
      {timesParked > 1 && (
        <span className="block text-xs text-muted-foreground lg:whitespace-nowrap">
          {t('givenUpTimes', { count: timesParked })}
        </span>
      )}
    </span>
  );
}

function Standing({ letter, among }: { letter: DeadLetterRowFragment; among: 'open' | 'any' }) {
  return (
    <span className="inline-flex flex-col items-end gap-1">
      {/* Among the open ones the word would stand in every row. */}
      {(among === 'any' || letter.status !== 'OPEN') && <LetterStatus status={letter.status} />}
      <RelativeTime value={standsSince(letter)} className="text-xs text-muted-foreground" />
    </span>
  );
}

const shared: readonly Column[] = [
  {
    id: 'event',
    header: useWords.later('event'),
    primary: true,
    className: 'max-lg:w-full max-lg:max-w-0 lg:max-w-64',
    cell: (letter) => <Event letter={letter} />,
  },
  {
    id: 'queue',
    header: useWords.later('givenUpBy'),
    wide: true,
    className: 'max-w-60 truncate',
    cell: ({ queue }) => <span className="font-mono text-xs">{queue}</span>,
  },
  {
    id: 'reason',
    header: useWords.later('why'),
    wide: true,
    className: 'w-full max-w-0',
    cell: ({ reason }) => (
      <span className="block truncate text-muted-foreground sm:line-clamp-2 sm:break-words sm:whitespace-normal">
        {reason}
      </span>
    ),
  },
  { id: 'tries', header: useWords.later('tries'), align: 'end', cell: (letter) => <Tries letter={letter} /> },
];

const standing = (header: Column['header'], among: 'open' | 'any'): Column => ({
  id: 'standing',
  header,
  align: 'end',
  card: 'aside',
  cell: (letter) => <Standing letter={letter} among={among} />,
});

/** An open dead letter as a row or a card. */
export const openLetterColumns: readonly Column[] = [...shared, standing(useWords.later('givenUp'), 'open')];

/** A dead letter of any status as a row or a card. */
export const letterColumns: readonly Column[] = [...shared, standing(useWords.later('status'), 'any')];
