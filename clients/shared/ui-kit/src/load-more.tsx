import { Button } from './button.tsx';
import { cn } from './cn.ts';

export interface LoadMoreProps {
  hasMore: boolean;
  loading: boolean;
  onLoadMore: () => void;
  /** How many are on the page, and, where it is known, how many there are. */
  shownCount?: number;
  totalCount?: number;
  className?: string;
}

const count = (value: number): string => new Intl.NumberFormat('en').format(value);

/** The end of a list: how much is shown, and the next part on demand. */
export function LoadMore({ hasMore, loading, onLoadMore, shownCount, totalCount, className }: LoadMoreProps) {
  const shown = shownCount === undefined ? '' : count(shownCount);
  const words = totalCount === undefined ? `${shown} shown` : `${shown} of ${count(totalCount)} shown`;
  return (
    <div className={cn('flex flex-wrap items-center justify-between gap-3', className)}>
      <p role="status" className="text-sm text-muted-foreground tabular-nums">
        {shownCount === undefined ? '' : words}
      </p>
      {hasMore && (
        <Button variant="outline" size="sm" busy={loading} onClick={onLoadMore}>
          Load more
        </Button>
      )}
    </div>
  );
}
