import { useFragment } from '@apollo/client/react';
import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '@payloom/ui-kit/dialog';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  DeadLetterRowFragmentDoc,
  type DeadLetterRowFragment,
} from '../../dead-letter/__generated__/dead-letter.ts';
import type { ResolveLetters } from '../../dead-letter/use-resolve-letters.ts';
import { eventTypeWords } from '../../event-types/event-type-words.ts';
import { JsonView } from '../../json/json-view.tsx';
import { useDeadLetterQuery } from './__generated__/dead-letter-detail.ts';
import { LetterActions } from './letter-actions.tsx';
import { LetterFacts } from './letter-facts.tsx';
import { LetterTries } from './letter-tries.tsx';
import { useWords } from './words.ts';

export interface DeadLetterDialogProps {
  /** The letter that is looked at; empty while none is. */
  letterId: string;
  resolve: ResolveLetters;
  /** What a consumer does, by its queue. */
  describe: (queue: string) => string | undefined;
  onClose: () => void;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="mb-1.5 text-xs font-medium text-muted-foreground">{title}</h3>
      {children}
    </section>
  );
}

function Reason({ reason }: Pick<DeadLetterRowFragment, 'reason'>) {
  const t = useWords();
  return (
    <Part title={t('why')}>
      <p
        tabIndex={0}
        className="max-h-40 overflow-y-auto rounded-lg bg-danger-soft px-3 py-2.5 text-sm break-words whitespace-pre-wrap text-danger"
      >
        {reason}
      </p>
    </Part>
  );
}

/** What the list does not have: the tries and the event. */
function Details({ letterId }: { letterId: string }) {
  const t = useWords();
  const { data, error, loading, refetch } = useDeadLetterQuery({
    variables: { id: letterId },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    errorPolicy: 'all',
    notifyOnNetworkStatusChange: true,
  });
  const letter = data?.deadLetter;
  if (letter) {
    return (
      <>
        <Part title={t('tries')}>
          <LetterTries letter={letter} />
        </Part>
        <JsonView label={t('event')} value={letter.event} nothing={t('eventEmpty')} />
      </>
    );
  }
  if (error) {
    return (
      <ErrorState
        title={t('eventFailed')}
        description={failureSentence(error)}
        onRetry={() => void refetch().catch(() => undefined)}
        retrying={loading}
      />
    );
  }
  return loading ? <DetailsSkeleton /> : <NoSuchLetter />;
}

function DetailsSkeleton() {
  const t = useWords();
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{t('eventLoading')}</span>
      <Skeleton className="h-20 w-full" />
      <Skeleton className="h-48 w-full" />
    </div>
  );
}

function NoSuchLetter() {
  const t = useWords();
  return <EmptyState icon={SearchX} title={t('noSuch')} description={t('noSuchWhy')} />;
}

function Letter({ letterId, resolve, describe }: Omit<DeadLetterDialogProps, 'onClose'>) {
  const t = useWords();
  // What the list has shows at once, and moves when somebody else replays or discards the letter.
  const { data, complete } = useFragment({
    fragment: DeadLetterRowFragmentDoc,
    from: { __typename: 'DeadLetter', id: letterId },
  });
  const letter = complete ? data : undefined;
  return (
    <DialogContent className="sm:max-w-3xl">
      <DialogHeader>
        <DialogTitle>{letter ? eventTypeWords(letter.eventType) : t('letter')}</DialogTitle>
        <DialogDescription className="font-mono text-xs">{letter?.eventType ?? letterId}</DialogDescription>
      </DialogHeader>
      {letter && <LetterFacts letter={letter} consumer={describe(letter.queue)} />}
      {letter && <Reason reason={letter.reason} />}
      <Details letterId={letterId} />
      {letter?.status === 'OPEN' && <LetterActions letterId={letterId} resolve={resolve} />}
    </DialogContent>
  );
}

/** All there is about one dead letter, and what can be done with it. */
export function DeadLetterDialog({ letterId, onClose, ...props }: DeadLetterDialogProps) {
  return (
    <Dialog open={letterId !== ''} onOpenChange={(open) => !open && onClose()}>
      {letterId && <Letter key={letterId} letterId={letterId} {...props} />}
    </Dialog>
  );
}
