import { useRegion } from '@payloom/i18n/use-region';
import { ArrowUp } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import { CardRows } from './data-list-cards.tsx';
import type { DataListColumn, RowAction } from './data-list-column.ts';
import { TableRows } from './data-list-table.tsx';
import { useFocusOnArrival } from './focus-on-arrival.ts';
import { useHeldRows } from './held-rows.ts';
import { ListStartNote, NothingFurther, type ListStart } from './list-start.tsx';
import { LoadMore, type LoadMoreProps } from './load-more.tsx';
import { useRowChecks, type RowSelection } from './row-selection.tsx';
import { useIsPast } from './use-is-past.ts';
import { useMedia } from './use-media.ts';
import { useWords } from './words.ts';

export type { DataListColumn } from './data-list-column.ts';
export type { RowSelection } from './row-selection.tsx';

export interface DataListProps<Row> {
  /** What the list holds, for assistive technology: "Payments". */
  label: string;
  columns: readonly DataListColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where a row leads. The link stands in the primary column and covers the row. */
  rowLink?: (row: Row) => string;
  /** What a row does where it leads nowhere: opens a dialog, say. */
  onRowSelect?: (row: Row) => void;
  /** Gives each row a checkbox; X on a row's link presses it, and with Shift a whole range follows. */
  selection?: RowSelection<Row>;
  /** Nothing is known yet: shows a skeleton of the same shape. */
  loading?: boolean;
  skeletonCount?: number;
  /** Shown where there is nothing to list. */
  empty?: ReactNode;
  /** Shown instead of the rows. */
  error?: ReactNode;
  loadMore?: LoadMoreProps;
  /** Where the list begins, where it may become too long for one page. */
  start?: ListStart;
  /** Rows may arrive on top: they glow once, and wait while the pointer is over the list. */
  live?: boolean;
  className?: string;
}

function actionOf<Row>({
  rowLink,
  onRowSelect,
}: Pick<DataListProps<Row>, 'rowLink' | 'onRowSelect'>): RowAction<Row> {
  if (rowLink) return { kind: 'link', to: rowLink };
  return onRowSelect ? { kind: 'select', select: onRowSelect } : { kind: 'none' };
}

function Waiting({ count, onShow }: { count: number; onShow: () => void }) {
  const t = useWords();
  return (
    <div
      role="status"
      className="pointer-events-none sticky top-16 z-20 -mb-9 flex h-9 translate-y-1.5 justify-center print:hidden"
    >
      {count > 0 && (
        <Button size="sm" className="pointer-events-auto rounded-full shadow-float" onClick={onShow}>
          <ArrowUp aria-hidden />
          {t('arrived', { count })}
        </Button>
      )}
    </div>
  );
}

const none: readonly never[] = [];

/** How many rows the list has in all, as far as it is known: nobody counts those before its start. */
function countAll<Row>(shownCount: number, { loadMore, start }: DataListProps<Row>): number | undefined {
  if (start?.after) return undefined;
  if (!loadMore?.hasMore) return shownCount;
  return loadMore.totalCount === undefined ? undefined : Math.max(loadMore.totalCount, shownCount);
}

/** The rows, or what is said instead of them, and the end of the list. */
function Listed<Row>(props: DataListProps<Row>) {
  const { label, columns, rows, rowKey, loading = false, skeletonCount = 6, empty, error, loadMore } = props;
  const t = useWords();
  const { language } = useRegion();
  const desk = useMedia('(min-width: 640px)', true);
  const [inUse, setInUse] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const isPast = useIsPast(frame, props.live ?? false);
  const scope = props.start?.after;
  const held = useHeldRows(rows, rowKey, { held: (props.live ?? false) && (inUse || isPast), scope });
  const showArrived = (): void => {
    held.release();
    if (isPast) frame.current?.scrollIntoView({ block: 'start' });
  };
  const checks = useRowChecks(held.shown, rowKey, props.selection);
  const skeleton = loading && rows.length === 0;
  if (error) return <div className="rounded-lg border bg-card">{error}</div>;
  if (!loading && rows.length === 0) return <div className="rounded-lg border bg-card">{empty}</div>;
  const Rows = desk ? TableRows : CardRows;
  return (
    <div className={cn('flex flex-col gap-3', props.className)} aria-busy={loading}>
      <div
        ref={frame}
        className="relative scroll-mt-20"
        onPointerEnter={() => setInUse(true)}
        onPointerLeave={() => setInUse(false)}
      >
        <Waiting count={held.waitingCount} onShow={showArrived} />
        <Rows
          label={label}
          columns={columns}
          rows={skeleton ? none : held.shown}
          rowKey={rowKey}
          action={actionOf(props)}
          checks={checks}
          skeletonCount={skeleton ? skeletonCount : 0}
          rowCount={countAll(held.shown.length, props)}
          isFresh={(row) => (props.live ?? false) && held.arrived.has(rowKey(row))}
        />
      </div>
      {skeleton && (
        <p role="status" className="sr-only">
          {t('loading', { what: language === 'en' ? label.toLowerCase() : label })}
        </p>
      )}
      {loadMore && !skeleton && <LoadMore {...loadMore} />}
    </div>
  );
}

/** The end of a list that goes on where it is as long as it may become. */
function endOf(loadMore: LoadMoreProps, { after }: ListStart, loading: boolean, expectOther: () => void) {
  const { onGoOn, totalCount, ...end } = loadMore;
  const goOn = (): void => {
    expectOther();
    onGoOn?.();
  };
  return {
    ...end,
    // All there are would be told of, where one sees but a part.
    ...(totalCount !== undefined && !after && { totalCount }),
    ...(onGoOn && { onGoOn: goOn, loading: end.loading || loading }),
  };
}

/** A list that may begin behind the newest: it says so, and leads back. */
function StartedList<Row>({ start, ...props }: DataListProps<Row> & { start: ListStart }) {
  const { rows, rowKey, loading = false, loadMore, empty, error } = props;
  const region = useRef<HTMLDivElement>(null);
  const [first] = error ? none : rows;
  const expectOther = useFocusOnArrival(region, first && rowKey(first));
  return (
    <div ref={region} tabIndex={-1} className="flex flex-col gap-3 outline-none">
      <ListStartNote start={start} onBack={expectOther} />
      <Listed
        {...props}
        start={start}
        empty={start.after ? <NothingFurther /> : empty}
        {...(loadMore && { loadMore: endOf(loadMore, start, loading, expectOther) })}
      />
    </div>
  );
}

/**
 * Rows of one kind: a table on desks, cards on phones, from columns defined once. Arrow keys go from row to row. However
 * long it is, only what is in view is drawn, and what comes next is loaded when its end comes near.
 */
export function DataList<Row>({ start, ...props }: DataListProps<Row>) {
  return start ? <StartedList {...props} start={start} /> : <Listed {...props} />;
}
