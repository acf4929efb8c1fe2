import { defaultRangeExtractor, measureElement, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useState, type RefObject } from 'react';
import { useLocation } from 'react-router';
import { keepHeights, keptHeights } from './kept-heights.ts';
import { usePinnedRow, type PinnedRow } from './pinned-row.ts';
import { usePrinting } from './use-printing.ts';

/** A list of up to so many rows is drawn whole: the browser finds every word of it. */
export const DRAWN_WHOLE_MAX = 60;
/** A printed list has so many rows drawn at most: more would keep the browser busy for minutes. */
const PRINTED_WHOLE_MAX = 2_000;
/** Rows drawn before and behind those in view, so that a flick or an arrow key finds them there. */
const OVERSCAN = 8;

/** A list whose rows are left out keeps its place itself: the browser's own way of doing so would come on top. */
export const ownScrollAnchor = '[overflow-anchor:none]';

/** A row that is in the page now. */
export interface DrawnRow<Row> {
  row: Row;
  index: number;
  key: string;
  /** The room before it that rows take which are not drawn. */
  gapPx: number;
}

export interface DrawnRows<Row> {
  drawn: readonly DrawnRow<Row>[];
  /** The room behind the last drawn row. */
  endGapPx: number;
  /** Whether rows are left out at the moment. */
  partial: boolean;
  /** Given to each drawn row's element, which carries its `data-index`. */
  measure: ((element: Element | null) => void) | undefined;
  pinned: PinnedRow;
}

interface DrawnRowsOptions<Row> {
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** What the rows stand in, without headers. */
  container: RefObject<HTMLElement | null>;
  /** About as high as a row is before it has been measured. */
  estimatePx: number;
  /** What the list is known by, to find its rows' heights again on the way back to it. */
  label: string;
}

/** Where the rows begin in the document; it moves as notices above come and go. */
function useTop(container: RefObject<HTMLElement | null>, watched: boolean): number {
  const [topPx, setTopPx] = useState(0);
  useEffect(() => {
    if (!watched) return;
    // What stands above changes the page's height when it changes its own.
    const observer = new ResizeObserver(() => {
      const top = container.current?.getBoundingClientRect().top ?? 0;
      setTopPx(Math.round(top + globalThis.scrollY));
    });
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [container, watched]);
  return topPx;
}

function withGaps<Row>(
  { rows, rowKey }: Pick<DrawnRowsOptions<Row>, 'rows' | 'rowKey'>,
  items: readonly { index: number; start: number; end: number }[],
  topPx: number,
): { drawn: DrawnRow<Row>[]; endPx: number } {
  let endPx = topPx;
  const drawn = items.flatMap(({ index, start, end }) => {
    const row = rows[index];
    if (row === undefined) return [];
    const gapPx = Math.max(0, start - endPx);
    endPx = end;
    return [{ row, index, key: rowKey(row), gapPx }];
  });
  return { drawn, endPx };
}

interface Extent {
  partial: boolean;
  topPx: number;
  pinnedIndex: number | undefined;
}

/** Knows which rows are in view, and how high they are; it finds their heights again on the way back to the list. */
function useRowsVirtualizer<Row>(options: DrawnRowsOptions<Row>, { partial, topPx, pinnedIndex }: Extent) {
  const { rows, rowKey, estimatePx, label } = options;
  const place = `${useLocation().key} ${label}`;
  const [heights] = useState(() => keptHeights(place));
  const virtualizer = useWindowVirtualizer<Element>({
    count: rows.length,
    enabled: partial,
    overscan: OVERSCAN,
    scrollMargin: topPx,
    initialRect: { width: globalThis.innerWidth, height: globalThis.innerHeight },
    initialMeasurementsCache: heights,
    estimateSize: () => estimatePx,
    // A row that is not laid out (in a hidden page, say) has no height, which is not to be believed.
    measureElement: (...measured) => measureElement(...measured) || estimatePx,
    getItemKey: useCallback(
      (index: number) => {
        const row = rows[index];
        return row === undefined ? index : rowKey(row);
      },
      [rows, rowKey],
    ),
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const indexes = defaultRangeExtractor(range);
        if (pinnedIndex === undefined || indexes.includes(pinnedIndex)) return indexes;
        return [...indexes, pinnedIndex].sort((one, other) => one - other);
      },
      [pinnedIndex],
    ),
  });
  useEffect(() => () => keepHeights(place, virtualizer.takeSnapshot()), [place, virtualizer]);
  return virtualizer;
}

/**
 * The rows that are drawn: all of a short list; of a long one those in and around the view, and the one that has the
 * focus, wherever it is. The page scrolls as if all were there.
 */
export function useDrawnRows<Row>(options: DrawnRowsOptions<Row>): DrawnRows<Row> {
  const { rows, rowKey } = options;
  const pinned = usePinnedRow(rows, rowKey);
  const printing = usePrinting();
  const partial = rows.length > DRAWN_WHOLE_MAX && !(printing && rows.length <= PRINTED_WHOLE_MAX);
  const topPx = useTop(options.container, partial);
  const virtualizer = useRowsVirtualizer(options, { partial, topPx, pinnedIndex: pinned.index });
  if (!partial) {
    const drawn = rows.map((row, index) => ({ row, index, key: rowKey(row), gapPx: 0 }));
    return { drawn, endGapPx: 0, partial, measure: undefined, pinned };
  }
  const { drawn, endPx } = withGaps(options, virtualizer.getVirtualItems(), topPx);
  const endGapPx = Math.max(0, topPx + virtualizer.getTotalSize() - endPx);
  return { drawn, endGapPx, partial, measure: virtualizer.measureElement, pinned };
}
