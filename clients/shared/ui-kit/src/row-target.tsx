import type { MouseEvent, ReactNode } from 'react';
import { Link } from 'react-router';
import { cn } from './cn.ts';
import type { RowAction } from './data-list-column.ts';

/** Covers the whole row, so that it can be pressed anywhere, opened in a new tab, and reached by keyboard once. */
const cover = cn(
  'block max-w-full scroll-my-24 rounded-sm text-left font-medium outline-none after:absolute after:inset-0 after:rounded-[inherit]',
  'focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring',
);

/** The one link or button of a row, around what the row is known by. */
export function RowTarget<Row>({
  row,
  action,
  children,
}: {
  row: Row;
  action: RowAction<Row>;
  children: ReactNode;
}) {
  if (action.kind === 'none') return <span className="font-medium">{children}</span>;
  if (action.kind === 'link') {
    return (
      <Link to={action.to(row)} data-row-target="" className={cover}>
        {children}
      </Link>
    );
  }
  return (
    <button
      type="button"
      data-row-target=""
      className={cn(cover, 'cursor-pointer')}
      onClick={() => action.select(row)}
    >
      {children}
    </button>
  );
}

/** A press on what stands above the row's link (a time with its title, say) goes to the link. */
export function pressRowTarget(event: MouseEvent<HTMLElement>): void {
  if (event.target instanceof Element && event.target.closest('a, button, input, select, label')) return;
  event.currentTarget.querySelector<HTMLElement>('[data-row-target]')?.click();
}
