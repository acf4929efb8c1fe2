import { toast } from '@payloom/ui-kit/toaster';
import { cn } from '@payloom/ui-kit/cn';
import { DataList } from '@payloom/ui-kit/data-list';
import { useRef, useState, type RefObject } from 'react';
import { ListFailure, SomeMissing } from '../../access/list-state.tsx';
import type { DeadLetterRowFragment } from '../../dead-letter/__generated__/dead-letter.ts';
import type { Resolution } from '../../dead-letter/resolved-sentence.ts';
import type { ResolveLetters } from '../../dead-letter/use-resolve-letters.ts';
import { letterColumns, openLetterColumns } from './letter-columns.tsx';
import { NoLetters } from './no-letters.tsx';
import { ResolveDialogs } from './resolve-dialogs.tsx';
import { SelectionBar } from './selection-bar.tsx';
import type { LetterFilterState } from './use-letter-filter.ts';
import type { LetterList } from './use-letter-list.ts';
import { useLetterSelection } from './use-letter-selection.ts';
import { useWords } from './words.ts';

export interface DeadLetterListProps extends Pick<LetterFilterState, 'filter' | 'clear'> {
  list: LetterList;
  resolve: ResolveLetters;
  onOpen: (letterId: string) => void;
  /** What stands above the list: gets the focus when the buttons that had it are gone. */
  heading: RefObject<HTMLElement | null>;
}

const none: ReadonlySet<string> = new Set();

/** What is shown: a letter that leaves the list while the pointer is over it stays until the pointer is gone. */
function useShownLetters({ letters, belongs }: LetterList) {
  const [staying, setStaying] = useState(none);
  const rows = letters.filter((letter) => belongs(letter) || staying.has(letter.id));
  const letGo = (): void => setStaying(none);
  return {
    rows,
    letGo,
    pointer: {
      onPointerEnter: () => setStaying(new Set(rows.map(({ id }) => id))),
      onPointerLeave: letGo,
    },
  };
}

/** What is asked about before it is done: the discarding of any, the replay of many. */
function useResolving(
  selected: readonly DeadLetterRowFragment[],
  { clear, resolve }: { clear: () => void; resolve: ResolveLetters },
) {
  const [asked, setAsked] = useState<{
    resolution: Resolution;
    letters: readonly DeadLetterRowFragment[];
  } | null>(null);
  return {
    asked,
    discard: () => setAsked({ resolution: 'discard', letters: selected }),
    replay: async (): Promise<boolean> => {
      if (selected.length > 1) {
        setAsked({ resolution: 'replay', letters: selected });
        return false;
      }
      const { done, problem } = await resolve.replay(selected.map(({ id }) => id));
      if (problem) toast.error(useWords.now()('replayFailed'), { description: problem });
      if (done) clear();
      return done;
    },
    close: () => setAsked(null),
  };
}

/** What was given up, newest first, to be replayed or discarded, one or many. */
export function DeadLetterList(props: DeadLetterListProps) {
  const t = useWords();
  const { list, filter, resolve, heading, onOpen } = props;
  const { rows, letGo, pointer } = useShownLetters(list);
  const { selected, selection, clear } = useLetterSelection(rows, JSON.stringify(filter));
  const resolving = useResolving(selected, { clear, resolve });
  const done = useRef(false);
  const toHeading = (): void => heading.current?.focus({ preventScroll: true });
  const isSelectable = filter.status === 'OPEN' || filter.status === '';
  const { error, loadMore } = list;
  // All that was loaded is gone, and there is more: that is on its way.
  const loading = list.loading || (rows.length === 0 && loadMore?.hasMore === true);
  const hasBar = isSelectable && (rows.length > 0 || loading);
  return (
    <>
      {error && loadMore && <SomeMissing onRetry={list.reload} retrying={list.retrying} />}
      {hasBar && (
        <SelectionBar
          count={selected.length}
          underWay={resolve.underWay}
          onReplay={() => void resolving.replay().then((replayed) => replayed && toHeading())}
          onDiscard={resolving.discard}
          onClear={() => {
            clear();
            toHeading();
          }}
        />
      )}
      <div {...pointer} className={hasBar ? undefined : 'mt-4'}>
        <DataList
          live
          start={list.start}
          label={t('title')}
          columns={filter.status === 'OPEN' ? openLetterColumns : letterColumns}
          rows={rows}
          rowKey={({ id }) => id}
          onRowSelect={({ id }) => {
            // The dialog covers the list, and what is done there is meant to move it.
            letGo();
            onOpen(id);
          }}
          {...(isSelectable && { selection })}
          loading={loading}
          skeletonCount={4}
          className={cn('transition-opacity duration-120', list.outdated && 'opacity-60')}
          error={
            error &&
            !loadMore && (
              <ListFailure title={t('failed')} error={error} onRetry={list.reload} retrying={list.retrying} />
            )
          }
          empty={<NoLetters filter={filter} onClear={props.clear} />}
          {...(loadMore && { loadMore })}
        />
      </div>
      <ResolveDialogs
        resolve={resolve}
        asked={resolving.asked}
        onDone={() => {
          done.current = true;
          clear();
          resolving.close();
        }}
        onCancel={resolving.close}
        onClosed={(event) => {
          if (!done.current) return;
          done.current = false;
          event.preventDefault();
          toHeading();
        }}
      />
    </>
  );
}
