import { ArrowUp } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import { CardRows } from './data-list-cards.tsx';
import type { DataListColumn, RowAction } from './data-list-column.ts';
import { TableRows } from './data-list-table.tsx';
import { useHeldRows } from './held-rows.ts';
import { LoadMore, type LoadMoreProps } from './load-more.tsx';
import { useRowChecks, type RowSelection } from './row-selection.tsx';
import { useMedia } from './use-media.ts';

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
  /** Rows may arrive on top: they glow once, and wait while the pointer is over the list. */
  live?: boolean;
  className?: string;
}

const rowTarget = '[data-row-target]';
const rowCheckbox = '[data-row-select]';

function pressCheckbox({ target }: KeyboardEvent<HTMLElement>): void {
  if (!(target instanceof Element) || !target.matches(rowTarget)) return;
  target.closest('tr, li')?.querySelector<HTMLElement>(rowCheckbox)?.click();
}

function pressRowKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'x') pressCheckbox(event);
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !(event.target instanceof Element)) return;
  const column = event.target.matches(rowCheckbox) ? rowCheckbox : rowTarget;
  const targets = [...event.currentTarget.querySelectorAll<HTMLElement>(column)];
  const at = targets.findIndex((target) => target === event.target);
  const next = at < 0 ? undefined : targets[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function actionOf<Row>({
  rowLink,
  onRowSelect,
}: Pick<DataListProps<Row>, 'rowLink' | 'onRowSelect'>): RowAction<Row> {
  if (rowLink) return { kind: 'link', to: rowLink };
  return onRowSelect ? { kind: 'select', select: onRowSelect } : { kind: 'none' };
}

function Waiting({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-1.5 z-20 flex justify-center">
      {count > 0 && (
        <Button size="sm" className="pointer-events-auto rounded-full shadow-float" onClick={onShow}>
          <ArrowUp aria-hidden />
          {count} new
        </Button>
      )}
    </div>
  );
}

const none: readonly never[] = [];

/**
 * Rows of one kind: a table on desks, cards on phones, from columns defined once. Arrow keys go from row to row.
 */
export function DataList<Row>(props: DataListProps<Row>) {
  const { label, columns, rows, rowKey, loading = false, skeletonCount = 6, empty, error, loadMore } = props;
  const desk = useMedia('(min-width: 640px)', true);
  const [inUse, setInUse] = useState(false);
  const held = useHeldRows(rows, rowKey, (props.live ?? false) && inUse);
  const checks = useRowChecks(held.shown, rowKey, props.selection);
  const skeleton = loading && rows.length === 0;
  if (error) return <div className="rounded-lg border bg-card">{error}</div>;
  if (!loading && rows.length === 0) return <div className="rounded-lg border bg-card">{empty}</div>;
  const Rows = desk ? TableRows : CardRows;
  return (
    <div className={cn('flex flex-col gap-3', props.className)} aria-busy={loading}>
      <div
        className="relative"
        onKeyDown={pressRowKey}
        onPointerEnter={() => setInUse(true)}
        onPointerLeave={() => setInUse(false)}
      >
        <Waiting count={held.waitingCount} onShow={held.release} />
        <Rows
          label={label}
          columns={columns}
          rows={skeleton ? none : held.shown}
          rowKey={rowKey}
          action={actionOf(props)}
          checks={checks}
          skeletonCount={skeleton ? skeletonCount : 0}
          isFresh={(row) => (props.live ?? false) && held.arrived.has(rowKey(row))}
        />
      </div>
      {skeleton && (
        <p role="status" className="sr-only">
          Loading {label.toLowerCase()}
        </p>
      )}
      {loadMore && !skeleton && <LoadMore {...loadMore} />}
    </div>
  );
}
