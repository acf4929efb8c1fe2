import { Button } from '@payloom/ui-kit/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@payloom/ui-kit/dialog';
import { formatExactTime, RelativeTime } from '@payloom/ui-kit/relative-time';
import type { ReactNode } from 'react';
import { eventTypeWords } from '../../event-types/event-type-words.ts';
import { JsonView } from '../../json/json-view.tsx';
import type { AuditRowFragment } from './__generated__/audit-log.ts';
import { actorName } from './audit-columns.tsx';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[5.5rem_1fr] gap-2 sm:grid-cols-[6.5rem_1fr]">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

function Facts({ entry }: { entry: AuditRowFragment }) {
  const { at, actor, clientAddress, subject, id } = entry;
  return (
    <dl className="flex flex-col gap-1.5 text-sm">
      <Fact name="When">
        {formatExactTime(new Date(at))} <span className="text-muted-foreground">(</span>
        <RelativeTime value={at} className="text-muted-foreground" />
        <span className="text-muted-foreground">)</span>
      </Fact>
      <Fact name="Who">
        {actorName(actor)}
        {actor?.displayName && actor.email && <span className="text-muted-foreground"> · {actor.email}</span>}
      </Fact>
      <Fact name="From">{clientAddress ?? 'Inside Payloom'}</Fact>
      <Fact name="Subject">
        <code className="text-xs select-all">{subject}</code>
      </Fact>
      <Fact name="Entry">
        <code className="text-xs select-all">{id}</code>
      </Fact>
    </dl>
  );
}

export interface AuditEntryDialogProps {
  /** The entry that is looked at; null while none is. */
  entry: AuditRowFragment | null;
  onClose: () => void;
  onOnlyActor: (actorId: string) => void;
}

/** All there is about one entry: who, when, from where, and what it was before and after. */
export function AuditEntryDialog({ entry, onClose, onOnlyActor }: AuditEntryDialogProps) {
  const actor = entry?.actor;
  return (
    <Dialog open={entry !== null} onOpenChange={(open) => !open && onClose()}>
      {entry && (
        <DialogContent className="sm:max-w-3xl">
          <DialogHeader>
            <DialogTitle>{eventTypeWords(entry.action)}</DialogTitle>
            <DialogDescription className="font-mono text-xs">{entry.action}</DialogDescription>
          </DialogHeader>
          <Facts entry={entry} />
          <div className="grid gap-4 sm:grid-cols-2">
            <JsonView
              label="Before"
              value={entry.before}
              other={entry.after}
              nothing="The event does not tell."
            />
            <JsonView
              label="After"
              value={entry.after}
              other={entry.before}
              nothing="Nothing is left of it."
            />
          </div>
          {actor && (
            <DialogFooter>
              <Button variant="outline" onClick={() => onOnlyActor(actor.id)}>
                Show only what {actorName(actor)} did
              </Button>
            </DialogFooter>
          )}
        </DialogContent>
      )}
    </Dialog>
  );
}
