import { TriangleAlert } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import { useIsAway } from './network.tsx';
import { useWords } from './words.ts';

export interface LoadMoreProps {
  hasMore: boolean;
  loading: boolean;
  onLoadMore: () => void;
  /** Given where the list is as long as it may become: one goes on with a list that begins behind its last row. */
  onGoOn?: (() => void) | undefined;
  /** Why the next part could not be loaded, where it could not: it is asked for again on demand only. */
  problem?: string | undefined;
  /** Loads by itself when the end comes near, unless told not to: where something else follows below. */
  onDemand?: boolean;
  /** How many are on the page, and, where it is known, how many there are. */
  shownCount?: number;
  totalCount?: number;
  className?: string;
}

/** So far before the end the next part is asked for: it is there when one arrives. */
const AHEAD = '0px 0px 600px 0px';

/** Loads the next part when the element comes near the view, as often as it is near when a part has come. */
function useLoadAhead(end: RefObject<HTMLElement | null>, props: LoadMoreProps): void {
  const { hasMore, loading, problem, onDemand = false, shownCount, onLoadMore, onGoOn } = props;
  const away = useIsAway();
  const wanted = hasMore && !onGoOn && !loading && !onDemand && !away && problem === undefined;
  const load = useEffectEvent(onLoadMore);
  useEffect(() => {
    const element = end.current;
    if (!wanted || !element || !('IntersectionObserver' in globalThis)) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        load();
      },
      { rootMargin: AHEAD },
    );
    observer.observe(element);
    return () => observer.disconnect();
    // Looked at anew with each part that has come: the end may be near still.
  }, [end, wanted, shownCount]);
}

/** The end of a list: how much is shown; the next part comes by itself or on demand, and says when it cannot. */
export function LoadMore(props: LoadMoreProps) {
  const { hasMore, loading, onLoadMore, onGoOn, problem, shownCount, totalCount, className } = props;
  const t = useWords();
  const end = useRef<HTMLDivElement>(null);
  useLoadAhead(end, props);
  const shown = shownCount ?? 0;
  const words = totalCount === undefined ? t('shown', { shown }) : t('shownOf', { shown, total: totalCount });
  const full = hasMore && onGoOn !== undefined;
  const failed = problem !== undefined && !loading && !full;
  const label = failed ? 'tryAgain' : loading ? 'loadingMore' : full ? 'goOn' : 'loadMore';
  return (
    <div ref={end} className={cn('flex flex-wrap items-center justify-between gap-3', className)}>
      <p role="status" className="text-sm text-muted-foreground tabular-nums">
        {shownCount === undefined ? '' : full ? `${words}. ${t('full')}` : words}
      </p>
      {failed && (
        <p role="alert" className="flex gap-2 text-sm text-danger">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            {t('moreFailed')} {problem}
          </span>
        </p>
      )}
      {hasMore && (
        <Button variant="outline" size="sm" busy={loading} needsNetwork onClick={full ? onGoOn : onLoadMore}>
          {t(label)}
        </Button>
      )}
    </div>
  );
}
