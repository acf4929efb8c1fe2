import { say } from '@payloom/i18n/wording';
import { memo, useRef } from 'react';
import { cn } from './cn.ts';
import { primaryOf, type DataListColumn, type RowsProps } from './data-list-column.ts';
import { ownScrollAnchor, useDrawnRows } from './drawn-rows.ts';
import { AllRowsCheckbox, RowCheckbox } from './row-selection.tsx';
import { pressRowTarget, RowTarget } from './row-target.tsx';
import { RowsRegion } from './rows-region.tsx';
import { Skeleton } from './skeleton.tsx';
import { useSteadyColumns } from './use-steady-columns.ts';

/** As high as most rows are: 48 pixels and a hairline. */
const ROW_PX = 49;

function cellClasses<Row>(column: DataListColumn<Row>, more: string): string {
  return cn(
    'px-3 first:pl-4 last:pr-4',
    column.align === 'end' ? 'text-right' : 'text-left',
    column.wide && 'hidden lg:table-cell',
    column.className,
    more,
  );
}

const checkCell = 'w-px pr-1 pl-4';

function SkeletonRow<Row>({ columns, checks }: Pick<RowsProps<Row>, 'columns' | 'checks'>) {
  return (
    <tr className="border-t">
      {checks && <td className={checkCell} />}
      {columns.map((column, index) => (
        <td key={column.id} className={cellClasses(column, 'h-12')}>
          <Skeleton className={cn(index === 0 ? 'w-40' : 'w-20', column.align === 'end' && 'ml-auto')} />
        </td>
      ))}
    </tr>
  );
}

type HeaderProps<Row> = Pick<RowsProps<Row>, 'columns' | 'checks'> & { partial: boolean };

function Header<Row>({ columns, checks, partial }: HeaderProps<Row>) {
  return (
    <thead>
      <tr aria-rowindex={partial ? 1 : undefined}>
        {checks && (
          <th scope="col" className={cn(checkCell, 'text-left')}>
            <AllRowsCheckbox checks={checks} />
          </th>
        )}
        {columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            className={cellClasses(
              column,
              'h-10 text-xs font-medium whitespace-nowrap text-muted-foreground',
            )}
          >
            {say(column.header)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

type TableRowProps<Row> = Pick<RowsProps<Row>, 'columns' | 'action' | 'checks' | 'isFresh'> & {
  row: Row;
  index: number;
  partial: boolean;
  measure: ((element: Element | null) => void) | undefined;
};

function PlainTableRow<Row>(props: TableRowProps<Row>) {
  const { row, index, partial, measure, columns, action, checks, isFresh } = props;
  const primary = primaryOf(columns);
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={partial ? index + 2 : undefined}
      data-glow={isFresh(row) ? 'odd' : undefined}
      onClick={pressRowTarget}
      className={cn(
        'relative border-t transition-colors duration-120',
        action.kind !== 'none' && 'hover:bg-muted',
        checks?.isSelected(row) && 'bg-accent-soft/60 hover:bg-accent-soft',
      )}
    >
      {checks && (
        <td className={checkCell}>
          <RowCheckbox row={row} checks={checks} />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.id} className={cellClasses(column, 'h-12 py-2')}>
          {column === primary ? (
            <RowTarget row={row} action={action}>
              {column.cell(row)}
            </RowTarget>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}

// While one scrolls, only the rows that come into view are rendered.
const TableRow = memo(PlainTableRow) as typeof PlainTableRow;

function Gap({ px, columnCount }: { px: number; columnCount: number }) {
  if (px === 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={columnCount} style={{ height: px, padding: 0 }} />
    </tr>
  );
}

/** The rows as a table. */
export function TableRows<Row>({ label, skeletonCount, rowCount, ...props }: RowsProps<Row>) {
  const { rows, columns, checks, rowKey, ...rest } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const list = useDrawnRows({ rows, rowKey, container: body, estimatePx: ROW_PX, label });
  const { partial, measure } = list;
  useSteadyColumns(table, partial);
  const columnCount = columns.length + (checks ? 1 : 0);
  return (
    <RowsRegion
      pinned={list.pinned}
      rowCount={rows.length}
      className={cn('overflow-x-auto rounded-lg border bg-card', partial && ownScrollAnchor)}
    >
      <table
        ref={table}
        aria-label={label}
        aria-rowcount={partial ? (rowCount === undefined ? -1 : rowCount + 1) : undefined}
        className="w-full border-collapse text-sm"
      >
        <Header columns={columns} checks={checks} partial={partial} />
        <tbody ref={body}>
          {Array.from({ length: skeletonCount }, (_, index) => (
            <SkeletonRow key={index} columns={columns} checks={checks} />
          ))}
          {list.drawn.flatMap(({ row, index, key, gapPx }) => [
            <Gap key={`before ${key}`} px={gapPx} columnCount={columnCount} />,
            <TableRow
              key={key}
              {...{ row, index, partial, measure, columns, checks }}
              action={rest.action}
              isFresh={rest.isFresh}
            />,
          ])}
          <Gap px={list.endGapPx} columnCount={columnCount} />
        </tbody>
      </table>
    </RowsRegion>
  );
}
