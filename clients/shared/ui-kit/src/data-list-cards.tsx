import { cn } from './cn.ts';
import { primaryOf, type DataListColumn, type RowsProps } from './data-list-column.ts';
import { AllRowsCheckbox, RowCheckbox } from './row-selection.tsx';
import { pressRowTarget, RowTarget } from './row-target.tsx';
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
      <dt className="shrink-0 text-muted-foreground">{column.header}</dt>
      <dd className="min-w-0 truncate text-right">{column.cell(row)}</dd>
    </div>
  );
}

type CardProps<Row> = Omit<RowsProps<Row>, 'label' | 'rowKey' | 'skeletonCount'> & { row: Row };

function Card<Row>({ row, columns, action, checks, isFresh }: CardProps<Row>) {
  const primary = primaryOf(columns);
  const asides = columns.filter((column) => column !== primary && column.card === 'aside');
  const lines = columns.filter((column) => column !== primary && (column.card ?? 'line') === 'line');
  return (
    <li
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

/** The rows as cards: what they are known by on top, what matters beside it, the rest in labelled lines. */
export function CardRows<Row>({ label, rowKey, skeletonCount, ...props }: RowsProps<Row>) {
  const { rows, columns, checks } = props;
  const lines = columns.filter(
    (column) => column !== primaryOf(columns) && (column.card ?? 'line') === 'line',
  );
  return (
    <>
      {checks && rows.some(checks.isSelectable) && (
        <div className="px-4 pb-3 text-sm text-muted-foreground">
          <AllRowsCheckbox checks={checks} label="Select all that are shown" />
        </div>
      )}
      <ul aria-label={label} className="divide-y overflow-hidden rounded-lg border bg-card">
        {Array.from({ length: skeletonCount }, (_, index) => (
          <SkeletonCard key={index} lineCount={Math.min(lines.length, 2)} />
        ))}
        {rows.map((row) => (
          <Card key={rowKey(row)} row={row} {...props} />
        ))}
      </ul>
    </>
  );
}
