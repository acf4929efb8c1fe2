import { useFragment } from '@apollo/client/react';
import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Button } from '@payloom/ui-kit/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@payloom/ui-kit/dialog';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { SearchX } from 'lucide-react';
import { useState } from 'react';
import type { AuditFilter } from '../../audit/audit-filter.ts';
import { ChangeList } from '../../changes/change-list.tsx';
import { eventTypeWords } from '../../event-types/event-type-words.ts';
import { JsonView } from '../../json/json-view.tsx';
import { AuditRowFragmentDoc, useAuditEntryQuery, type AuditRowFragment } from './__generated__/audit-log.ts';
import { actorName } from './audit-columns.tsx';
import { EntryFacts } from './entry-facts.tsx';
import { useWords } from './words.ts';

export interface AuditEntryDialogProps {
  /** The entry that is looked at; empty while none is. */
  entryId: string;
  onClose: () => void;
  /** Narrows the log to this alone. */
  onOnly: (part: Partial<AuditFilter>) => void;
}

function AsJson({ entry: { before, after } }: { entry: AuditRowFragment }) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  return (
    <div className="flex flex-col items-start gap-2">
      <Button variant="ghost" size="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t('hideJson') : t('showJson')}
      </Button>
      {open && (
        <div className="grid w-full gap-4 sm:grid-cols-2">
          <JsonView label={t('before')} value={before} other={after} nothing={t('beforeUnknown')} />
          <JsonView label={t('after')} value={after} other={before} nothing={t('afterNothing')} />
        </div>
      )}
    </div>
  );
}

/** An entry that no list has brought, such as one whose address somebody sent. */
function Missing({ entryId }: { entryId: string }) {
  const t = useWords();
  const { error, loading, refetch } = useAuditEntryQuery({
    variables: { id: entryId },
    errorPolicy: 'all',
    notifyOnNetworkStatusChange: true,
  });
  if (error) {
    const retry = (): void => void refetch().catch(() => undefined);
    return (
      <ErrorState
        title={t('entryFailed')}
        description={failureSentence(error)}
        onRetry={retry}
        retrying={loading}
      />
    );
  }
  if (loading) {
    return (
      <div role="status" className="flex flex-col gap-3">
        <span className="sr-only">{t('entryLoading')}</span>
        <Skeleton className="h-24 w-full" />
        <Skeleton className="h-32 w-full" />
      </div>
    );
  }
  return <EmptyState icon={SearchX} title={t('noSuchEntry')} description={t('noSuchEntryWhy')} />;
}

function Entry({ entryId, onOnly }: Omit<AuditEntryDialogProps, 'onClose'>) {
  const t = useWords();
  const { data, complete } = useFragment({
    fragment: AuditRowFragmentDoc,
    from: { __typename: 'AuditEntry', id: entryId },
  });
  const entry = complete ? data : undefined;
  const actor = entry?.actor;
  return (
    <DialogContent className="sm:max-w-3xl">
      <DialogHeader>
        <DialogTitle>{entry ? eventTypeWords(entry.action) : t('auditEntry')}</DialogTitle>
        <DialogDescription className="font-mono text-xs">{entry?.action ?? entryId}</DialogDescription>
      </DialogHeader>
      {!entry && <Missing entryId={entryId} />}
      {entry && (
        <>
          <EntryFacts entry={entry} />
          <ChangeList before={entry.before} after={entry.after} />
          <AsJson entry={entry} />
          <DialogFooter>
            <Button variant="outline" onClick={() => onOnly({ subject: entry.subject })}>
              {t('onlySubject')}
            </Button>
            {actor && (
              <Button variant="outline" onClick={() => onOnly({ actorId: actor.id })}>
                {t('onlyActor', { actor: actorName(actor) })}
              </Button>
            )}
          </DialogFooter>
        </>
      )}
    </DialogContent>
  );
}

/** All there is about one entry: who, when, from where, and what changed. */
export function AuditEntryDialog({ entryId, onClose, onOnly }: AuditEntryDialogProps) {
  return (
    <Dialog open={entryId !== ''} onOpenChange={(open) => !open && onClose()}>
      {entryId && <Entry key={entryId} entryId={entryId} onOnly={onOnly} />}
    </Dialog>
  );
}
