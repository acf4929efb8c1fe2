import { spreadOf, type Report } from './benchmark.ts';

const number = (value: number): string => value.toFixed(value < 100 ? 2 : 0);

function align(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}

/** The report as text: every row with its spread, then every aim with whether it holds. */
export function tableOf({ rows, aims }: Report): string {
  const measured = rows.map(({ name, unit, values }) => {
    const { min, median, max } = spreadOf(values);
    return [name, unit, String(values.length), number(min), number(median), number(max)];
  });
  const held = aims.map(({ name, value, aim, unit, holds }) => [
    name,
    unit,
    number(value),
    number(aim),
    holds ? 'holds' : 'MISSED',
  ]);
  return [
    ...align([['measured', '', 'runs', 'min', 'median', 'max'], ...measured]),
    '',
    ...align([['aim', '', 'worst', 'aim', ''], ...held]),
  ].join('\n');
}
