import type { Wording } from '@payloom/i18n/wording';
import type { ReactNode } from 'react';
import type { RowChecks } from './row-selection.tsx';

/** One column on desks, one line of a card on phones. */
export interface DataListColumn<Row> {
  id: string;
  header: Wording;
  cell: (row: Row) => ReactNode;
  /** Amounts and counts stand at the end. */
  align?: 'start' | 'end';
  /** What the row is known by: carries the row's link, and heads the card. The first column unless told. */
  primary?: boolean;
  /** Where it stands in a card: a labelled line (unless told), beside the title, or nowhere. */
  card?: 'line' | 'aside' | 'hidden';
  /** Left out of the table on narrow desks (below 1024 px). */
  wide?: boolean;
  className?: string;
}

/** What happens when a row is pressed. */
export type RowAction<Row> =
  | { kind: 'none' }
  | { kind: 'link'; to: (row: Row) => string }
  | { kind: 'select'; select: (row: Row) => void };

/** What the table and the cards are given alike. */
export interface RowsProps<Row> {
  label: string;
  columns: readonly DataListColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  action: RowAction<Row>;
  checks: RowChecks<Row> | undefined;
  skeletonCount: number;
  /** How many rows there are in all; undefined while nobody knows. */
  rowCount: number | undefined;
  isFresh: (row: Row) => boolean;
}

/** The column a row is known by. */
export function primaryOf<Row>(columns: readonly DataListColumn<Row>[]): DataListColumn<Row> | undefined {
  return columns.find(({ primary }) => primary) ?? columns[0];
}
