import { useEffect, type RefObject } from 'react';

function fixWidths(cells: readonly HTMLElement[]): void {
  for (const { style } of cells) style.width = '';
  const widths = cells.map(({ offsetWidth }) => offsetWidth);
  for (const [index, { style }] of cells.entries()) style.width = `${widths[index]}px`;
}

/**
 * Keeps the columns of a table as wide as they are once rows are left out: the browser would fit them anew to whatever
 * rows are drawn, and the columns would move while one scrolls. A column still grows where something does not fit.
 */
export function useSteadyColumns(table: RefObject<HTMLTableElement | null>, steady: boolean): void {
  useEffect(() => {
    const frame = table.current?.parentElement;
    const cells = [...(table.current?.tHead?.rows[0]?.cells ?? [])];
    if (!steady || !frame) return;
    let widthPx: number | undefined;
    const observer = new ResizeObserver(() => {
      if (frame.clientWidth !== widthPx) fixWidths(cells);
      widthPx = frame.clientWidth;
    });
    observer.observe(frame);
    return () => {
      observer.disconnect();
      for (const { style } of cells) style.width = '';
    };
  }, [table, steady]);
}
