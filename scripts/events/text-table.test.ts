import { oneLine, textTable } from './text-table.ts';

const columns = [
  { title: 'NAME', of: ({ name }: { name: string; count: number; why: string }) => name },
  { title: 'COUNT', of: ({ count }: { count: number }) => count },
  { title: 'WHY', of: ({ why }: { why: string }) => why },
];
const rows = [
  { name: 'a', count: 5, why: 'short' },
  { name: 'longer', count: 1_234, why: 'a very long sentence that goes beyond the end of the screen' },
];

it('stands in columns, numbers to the right', () => {
  expect(textTable(columns, rows)).toBe(
    [
      'NAME    COUNT  WHY',
      'a           5  short',
      'longer   1234  a very long sentence that goes beyond the end of the screen',
    ].join('\n'),
  );
});

it('ends where the screen ends', () => {
  const lines = textTable(columns, rows, 40).split('\n');
  expect(lines.at(-1)).toBe('longer   1234  a very long sentence tha…');
  expect(lines.at(-1)).toHaveLength(40);
});

it('says something in the last column, however narrow the screen', () => {
  expect(textTable(columns, rows, 10).split('\n').at(-1)).toBe('longer   1234  a very long sentenc…');
});

it('has its titles when there is no row', () => {
  expect(textTable(columns, [])).toBe('NAME  COUNT  WHY');
});

it('lets no text steer the terminal', () => {
  expect(oneLine('two\n  lines')).toBe('two lines');
  expect(oneLine('red \u001B[31m and \u009B2J and \u202Ereversed')).toBe(
    'red \uFFFD[31m and \uFFFD2J and \uFFFDreversed',
  );
});
