import { useState, type ChangeEvent } from 'react';
import { Checkbox } from './checkbox.tsx';
import { cn } from './cn.ts';
import { useWords } from './words.ts';

/** Which rows of a list are selected, and how that changes. */
export interface RowSelection<Row> {
  keys: ReadonlySet<string>;
  onChange: (keys: ReadonlySet<string>) => void;
  /** What a row's checkbox is called: "Select Payment created". */
  rowLabel: (row: Row) => string;
  /** Rows that cannot be selected have no checkbox. All can, unless told. */
  isSelectable?: (row: Row) => boolean;
  /** As many can be selected at once. */
  countMax?: number;
}

/** What the rows of a list need to draw their checkboxes. */
export interface RowChecks<Row> {
  all: { checked: boolean; indeterminate: boolean; toggle: () => void };
  isSelectable: (row: Row) => boolean;
  isSelected: (row: Row) => boolean;
  /** No more can be selected. */
  full: boolean;
  rowLabel: (row: Row) => string;
  /** With `extend`, the rows between the one before and this one follow it. */
  set: (row: Row, selected: boolean, extend: boolean) => void;
}

/** The keys between two rows, both included; of the last one alone where the first is not shown any more. */
function between(keys: readonly string[], from: string | undefined, to: string): readonly string[] {
  const ends = [keys.indexOf(from ?? to), keys.indexOf(to)];
  if (ends.includes(-1)) return [to];
  return keys.slice(Math.min(...ends), Math.max(...ends) + 1);
}

function changed(keys: ReadonlySet<string>, some: readonly string[], selected: boolean, countMax: number) {
  const rest = [...keys].filter((key) => !some.includes(key));
  return new Set(selected ? [...rest, ...some].slice(0, countMax) : rest);
}

/** The checkboxes of the rows that are shown; undefined where rows are not to be selected. */
export function useRowChecks<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  selection: RowSelection<Row> | undefined,
): RowChecks<Row> | undefined {
  const [last, setLast] = useState<string>();
  if (!selection) return undefined;
  const { keys, onChange, rowLabel, isSelectable = () => true, countMax = Infinity } = selection;
  const selectable = rows.filter(isSelectable).map(keyOf);
  const selectedCount = selectable.filter((key) => keys.has(key)).length;
  const checked = selectedCount > 0 && selectedCount >= Math.min(selectable.length, countMax);
  return {
    all: {
      checked,
      indeterminate: selectedCount > 0 && !checked,
      toggle: () => onChange(changed(keys, selectable, !checked, countMax)),
    },
    isSelectable,
    isSelected: (row) => keys.has(keyOf(row)),
    full: keys.size >= countMax,
    rowLabel,
    set: (row, selected, extend) => {
      const some = extend ? between(selectable, last, keyOf(row)) : [keyOf(row)];
      setLast(keyOf(row));
      onChange(changed(keys, some, selected, countMax));
    },
  };
}

/** Whether a press held Shift; a change by keyboard is a press, too. */
const heldShift = ({ nativeEvent }: ChangeEvent): boolean =>
  nativeEvent instanceof MouseEvent && nativeEvent.shiftKey;

// Larger than the box, so that a thumb finds it; above the row's link, which covers the row.
const target = 'relative z-1 inline-flex cursor-pointer align-middle items-center justify-center select-none';

/** The checkbox of one row. */
export function RowCheckbox<Row>({ row, checks }: { row: Row; checks: RowChecks<Row> }) {
  if (!checks.isSelectable(row)) return null;
  const selected = checks.isSelected(row);
  return (
    <label className={cn(target, '-m-2.5 p-2.5')}>
      <Checkbox
        data-row-select=""
        aria-label={checks.rowLabel(row)}
        checked={selected}
        disabled={checks.full && !selected}
        onChange={(event) => checks.set(row, event.target.checked, heldShift(event))}
      />
    </label>
  );
}

/** The checkbox of all rows that are shown. */
export function AllRowsCheckbox<Row>({ checks, labelled }: { checks: RowChecks<Row>; labelled?: boolean }) {
  const t = useWords();
  const { checked, indeterminate, toggle } = checks.all;
  return (
    <label className={cn(target, '-m-2.5 gap-2.5 p-2.5')}>
      <Checkbox
        {...(labelled ? {} : { 'aria-label': t('selectAll') })}
        checked={checked}
        indeterminate={indeterminate}
        onChange={toggle}
      />
      {labelled && t('selectAll')}
    </label>
  );
}
