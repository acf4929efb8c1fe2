import { say } from '@payloom/i18n/wording';
import { memo, useRef } from 'react';
import { cn } from './cn.ts';
import { primaryOf, type DataListColumn, type RowsProps } from './data-list-column.ts';
import { ownScrollAnchor, useDrawnRows } from './drawn-rows.ts';
import { AllRowsCheckbox, RowCheckbox } from './row-selection.tsx';
import { pressRowTarget, RowTarget } from './row-target.tsx';
import { RowsRegion } from './rows-region.tsx';
import { Skeleton } from './skeleton.tsx';

function SkeletonCard({ lineCount }: { lineCount: number }) {
  return (
    <li className="flex flex-col gap-3 px-4 py-4">
      <span className="flex justify-between">
        <Skeleton className="w-36" />
        <Skeleton className="w-16" />
      </span>
      {Array.from({ length: lineCount }, (_, index) => (
        <Skeleton key={index} className="h-3.5 w-full" />
      ))}
    </li>
  );
}

function CardLine<Row>({ column, row }: { column: DataListColumn<Row>; row: Row }) {
  return (
    <div className="flex min-h-6 items-center justify-between gap-4">
      <dt className="shrink-0 text-muted-foreground">{say(column.header)}</dt>
      <dd className="min-w-0 truncate text-right">{column.cell(row)}</dd>
    </div>
  );
}

type CardProps<Row> = Pick<RowsProps<Row>, 'columns' | 'action' | 'checks' | 'isFresh'> & {
  row: Row;
  index: number;
  /** How many cards the list has, where not all are drawn: -1 while nobody knows. */
  setSize: number | undefined;
  measure: ((element: Element | null) => void) | undefined;
};

function PlainCard<Row>(props: CardProps<Row>) {
  const { row, index, setSize, measure, columns, action, checks, isFresh } = props;
  const primary = primaryOf(columns);
  const asides = columns.filter((column) => column !== primary && column.card === 'aside');
  const lines = columns.filter((column) => column !== primary && (column.card ?? 'line') === 'line');
  return (
    <li
      ref={measure}
      data-index={index}
      aria-setsize={setSize}
      aria-posinset={setSize === undefined ? undefined : index + 1}
      data-glow={isFresh(row) ? 'odd' : undefined}
      onClick={pressRowTarget}
      className={cn(
        'relative flex flex-col gap-2 px-4 py-3.5 text-sm',
        action.kind !== 'none' && 'active:bg-muted',
        checks?.isSelected(row) && 'bg-accent-soft/60',
      )}
    >
      <div className="flex items-center justify-between gap-3">
        {checks && <RowCheckbox row={row} checks={checks} />}
        <div className="min-w-0 flex-1 text-base">
          {primary && (
            <RowTarget row={row} action={action}>
              {primary.cell(row)}
            </RowTarget>
          )}
        </div>
        {asides.length > 0 && (
          <div className="flex shrink-0 flex-col items-end gap-1 text-base">
            {asides.map((column) => (
              <div key={column.id}>{column.cell(row)}</div>
            ))}
          </div>
        )}
      </div>
      {lines.length > 0 && (
        <dl className="flex flex-col gap-1">
          {lines.map((column) => (
            <CardLine key={column.id} column={column} row={row} />
          ))}
        </dl>
      )}
    </li>
  );
}

// While one scrolls, only the cards that come into view are rendered.
const Card = memo(PlainCard) as typeof PlainCard;

/** About as high as a card is: its head, and its lines. */
const HEAD_PX = 76;
const LINE_PX = 28;

function Gap({ px }: { px: number }) {
  return px === 0 ? null : <li aria-hidden style={{ height: px }} className="border-0" />;
}

/** The rows as cards: what they are known by on top, what matters beside it, the rest in labelled lines. */
export function CardRows<Row>({ label, skeletonCount, rowCount, ...props }: RowsProps<Row>) {
  const { rows, rowKey, columns, action, checks, isFresh } = props;
  const lineCount = columns.filter(
    (column) => column !== primaryOf(columns) && (column.card ?? 'line') === 'line',
  ).length;
  const container = useRef<HTMLUListElement>(null);
  const estimatePx = HEAD_PX + lineCount * LINE_PX;
  const { drawn, endGapPx, partial, measure, pinned } = useDrawnRows({
    rows,
    rowKey,
    container,
    estimatePx,
    label,
  });
  const setSize = partial ? (rowCount ?? -1) : undefined;
  return (
    <RowsRegion pinned={pinned} rowCount={rows.length}>
      {checks && rows.some(checks.isSelectable) && (
        <div className="px-4 pb-3 text-sm text-muted-foreground">
          <AllRowsCheckbox checks={checks} labelled />
        </div>
      )}
      <ul
        ref={container}
        aria-label={label}
        className={cn('divide-y overflow-hidden rounded-lg border bg-card', partial && ownScrollAnchor)}
      >
        {Array.from({ length: skeletonCount }, (_, index) => (
          <SkeletonCard key={index} lineCount={Math.min(lineCount, 2)} />
        ))}
        {drawn.flatMap(({ row, index, key, gapPx }) => [
          <Gap key={`before ${key}`} px={gapPx} />,
          <Card key={key} {...{ row, index, setSize, measure, columns, action, checks, isFresh }} />,
        ])}
        <Gap px={endGapPx} />
      </ul>
    </RowsRegion>
  );
}
