import type { DataListColumn } from '@payloom/ui-kit/data-list';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import { Bot } from 'lucide-react';
import { EventType } from '../../event-types/event-type.tsx';
import { personName } from '../../people/person-name.ts';
import type { AuditRowFragment } from './__generated__/audit-log.ts';
import { useWords } from './words.ts';

const ID_TAIL_CHARACTERS = 8;
const UUID_CHARACTERS = 36;

/** Who did it, by the name there is. */
export function actorName(actor: AuditRowFragment['actor']): string {
  return actor ? personName(actor) : useWords.now()('system');
}

function Who({ actor }: Pick<AuditRowFragment, 'actor'>) {
  if (actor) return actorName(actor);
  return (
    <span className="inline-flex items-center gap-1.5 align-middle text-muted-foreground">
      <Bot aria-hidden className="size-4" />
      {actorName(actor)}
    </span>
  );
}

/** An entry of the audit log as a row or a card. */
export const auditColumns: readonly DataListColumn<AuditRowFragment>[] = [
  {
    id: 'what',
    header: useWords.later('what'),
    primary: true,
    cell: ({ action }) => <EventType type={action} />,
  },
  {
    id: 'who',
    header: useWords.later('who'),
    className: 'max-w-52 truncate',
    cell: ({ actor }) => <Who actor={actor} />,
  },
  {
    id: 'subject',
    header: useWords.later('subject'),
    wide: true,
    card: 'hidden',
    // The end of an id differs from its neighbours, its beginning is the time.
    cell: ({ subject }) => (
      <span title={subject} className="relative z-1 font-mono text-xs text-muted-foreground">
        {subject.length < UUID_CHARACTERS ? subject : `…${subject.slice(-ID_TAIL_CHARACTERS)}`}
      </span>
    ),
  },
  {
    id: 'address',
    header: useWords.later('from'),
    cell: ({ clientAddress }) => (
      <span className="font-mono text-xs text-muted-foreground">{clientAddress ?? '–'}</span>
    ),
  },
  {
    id: 'at',
    header: useWords.later('when'),
    align: 'end',
    card: 'aside',
    cell: ({ at }) => <RelativeTime value={at} className="text-sm text-muted-foreground" />,
  },
];
