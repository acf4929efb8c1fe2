import { cn } from './cn.ts';
import { primaryOf, type DataListColumn, type RowsProps } from './data-list-column.ts';
import { AllRowsCheckbox, RowCheckbox } from './row-selection.tsx';
import { pressRowTarget, RowTarget } from './row-target.tsx';
import { Skeleton } from './skeleton.tsx';

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

/** The rows as a table. */
export function TableRows<Row>({
  label,
  columns,
  rows,
  rowKey,
  action,
  checks,
  skeletonCount,
  isFresh,
}: RowsProps<Row>) {
  const primary = primaryOf(columns);
  return (
    <div className="overflow-x-auto rounded-lg border bg-card">
      <table aria-label={label} className="w-full border-collapse text-sm">
        <thead>
          <tr>
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
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: skeletonCount }, (_, index) => (
            <SkeletonRow key={index} columns={columns} checks={checks} />
          ))}
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
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
          ))}
        </tbody>
      </table>
    </div>
  );
}
