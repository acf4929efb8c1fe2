import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { PageHeader } from '@payloom/ui-kit/page-header';
import { useEffect, useEffectEvent, useRef } from 'react';
import { Forbidden, isForbidden } from '../../access/forbidden.tsx';
import { LiveStopped } from '../../access/list-state.tsx';
import { useLiveLetters } from '../../dead-letter/use-live-letters.ts';
import { useResolveLetters } from '../../dead-letter/use-resolve-letters.ts';
import { DeadLetterDialog } from '../../features/dead-letter-detail/dead-letter-dialog.tsx';
import { DeadLetterList } from '../../features/dead-letter-list/dead-letter-list.tsx';
import { LetterFilters } from '../../features/dead-letter-list/letter-filters.tsx';
import { useLetterFilter } from '../../features/dead-letter-list/use-letter-filter.ts';
import { useLetterList } from '../../features/dead-letter-list/use-letter-list.ts';
import { EventQueues } from '../../features/event-queues/event-queues.tsx';
import { useEventQueues } from '../../features/event-queues/use-event-queues.ts';
import { useThrottled } from '../../live/use-throttled.ts';
import { useSearchParam } from '../../search-params/use-search-param.ts';
import { useWords } from '../words.ts';

/** Asking for numbers takes a breath between two changes. */
const ASK_PAUSE_MILLISECONDS = 500;

/** The queues and the dead letters, each kept as it is now by what changes the other. */
function useEvents() {
  const letterFilter = useLetterFilter();
  const queues = useEventQueues();
  const list = useLetterList(letterFilter.filter);
  const forbidden = isForbidden(queues.error) || isForbidden(list.error);
  const askAgain = useThrottled(() => {
    queues.ask();
    list.recount();
  }, ASK_PAUSE_MILLISECONDS);
  const live = useLiveLetters({ skip: forbidden, onChange: askAgain, reload: list.reload });
  const resolve = useResolveLetters((skipped) => {
    // What was not open any more is shown as if it were: somebody else was faster than the live update.
    if (skipped.length > 0) list.reload();
    askAgain();
  });
  // Also finds what was collected between the answer to the first question and the first live update.
  const recount = useEffectEvent(() => list.recount());
  useEffect(() => {
    if (queues.queues) recount();
  }, [queues.queues]);
  return { letterFilter, queues, list, forbidden, live, resolve };
}

/** What is told from service to service, where it waits, and what was given up. */
export function EventsPage() {
  const t = useWords();
  const { letterFilter, queues, list, forbidden, live, resolve } = useEvents();
  const letter = useSearchParam('letter');
  const heading = useRef<HTMLHeadingElement>(null);
  const showLetters = (queue: string): void => {
    letterFilter.change({ status: 'OPEN', queue, eventType: '' });
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView();
  };
  const describe = (name: string): string | undefined =>
    queues.queues?.find(({ queue }) => queue === name)?.description;
  return (
    <>
      <PageHeader title={t('events')} description={t('eventsMeans')} />
      {forbidden ? (
        <Forbidden />
      ) : (
        <>
          <EventQueues {...queues} onShowLetters={showLetters} />
          <section aria-labelledby="letters-title">
            <h2
              id="letters-title"
              ref={heading}
              tabIndex={-1}
              className="mb-3 flex scroll-mt-20 items-baseline gap-2 text-lg leading-7 font-semibold outline-none"
            >
              {t('deadLetters')}
              {list.totalCount !== undefined && (
                <LiveGlow
                  value={list.totalCount}
                  className="text-sm font-normal text-muted-foreground tabular-nums"
                >
                  {list.totalCount}
                </LiveGlow>
              )}
            </h2>
            <LetterFilters {...letterFilter} queues={queues.queues?.map(({ queue }) => queue) ?? []} />
            {live.stopped && <LiveStopped onResume={live.resume} />}
            <DeadLetterList
              {...letterFilter}
              list={list}
              resolve={resolve}
              heading={heading}
              onOpen={letter.set}
            />
          </section>
          <DeadLetterDialog
            letterId={letter.value}
            resolve={resolve}
            describe={describe}
            onClose={() => letter.set('')}
          />
        </>
      )}
    </>
  );
}
