export interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => string | number;
}

const gap = '  ';
/** A last column narrower than this says nothing: then the lines may be longer than the screen. */
const lastColumnWidthMin = 20;

/** Text from elsewhere on one line, without what would steer a terminal. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '\uFFFD')
    .trim();
}

function cut(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax - 1)}…`;
}

/** Rows under their titles; numbers stand right. On a screen the last column is cut where the screen ends. */
export function textTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  widthMax?: number,
): string {
  const cells = columns.map(({ title, of }) => ({
    title,
    isNumber: rows.length > 0 && rows.every((row) => typeof of(row) === 'number'),
    texts: rows.map((row) => oneLine(String(of(row)))),
  }));
  const widths = cells.map(({ title, texts }) =>
    Math.max(title.length, ...texts.map(({ length }) => length)),
  );
  const before = widths.slice(0, -1).reduce((sum, width) => sum + width + gap.length, 0);
  const lastWidthMax = Math.max((widthMax ?? Infinity) - before, lastColumnWidthMin);
  const line = (texts: readonly string[]) =>
    texts
      .map((text, index) => {
        if (index === texts.length - 1) text = cut(text, lastWidthMax);
        const width = widths[index] ?? 0;
        return cells[index]?.isNumber ? text.padStart(width) : text.padEnd(width);
      })
      .join(gap)
      .trimEnd();
  return [
    line(cells.map(({ title }) => title)),
    ...rows.map((_, row) => line(cells.map(({ texts }) => texts[row] ?? ''))),
  ].join('\n');
}
