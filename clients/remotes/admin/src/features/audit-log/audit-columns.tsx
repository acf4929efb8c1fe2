import type { DataListColumn } from '@payloom/ui-kit/data-list';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import { Bot } from 'lucide-react';
import { EventType } from '../../event-types/event-type.tsx';
import { personName } from '../../people/person-name.ts';
import type { AuditRowFragment } from './__generated__/audit-log.ts';

const ID_TAIL_CHARACTERS = 8;
const UUID_CHARACTERS = 36;

/** Who did it, by the name there is. */
export function actorName(actor: AuditRowFragment['actor']): string {
  return actor ? personName(actor) : 'The system';
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
  { id: 'what', header: 'What', primary: true, cell: ({ action }) => <EventType type={action} /> },
  { id: 'who', header: 'Who', className: 'max-w-52 truncate', cell: ({ actor }) => <Who actor={actor} /> },
  {
    id: 'subject',
    header: 'Subject',
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
    header: 'From',
    cell: ({ clientAddress }) => (
      <span className="font-mono text-xs text-muted-foreground">{clientAddress ?? '–'}</span>
    ),
  },
  {
    id: 'at',
    header: 'When',
    align: 'end',
    card: 'aside',
    cell: ({ at }) => <RelativeTime value={at} className="text-sm text-muted-foreground" />,
  },
];
