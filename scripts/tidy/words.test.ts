import { findWords } from './words.ts';

const found = (path: string, text: string) =>
  findWords({ path, text }).map(({ line, message }) => `${line} ${message}`);

it.each(['transferId', 'makeTransfer', 'Transfer', 'TransferStatus', 'TRANSFER_LIMIT', 'transfer'])(
  'reports %s',
  (name) => {
    expect(found('a.ts', `const x = 1;\nconst ${name} = 2;`)).toEqual([
      expect.stringMatching(/^2 "transfer" is not one of Payloom's words: "payment" is expected\.$/i),
    ]);
  },
);

it('reports a type of the graph', () => {
  expect(found('a.graphql', 'type Query {\n  "All of them."\n  transfers: Int\n  transfer: Int\n}')).toEqual([
    '4 "transfer" is not one of Payloom\'s words: "payment" is expected.',
  ]);
});

it.each([
  "const message = 'transfer';",
  '// a transfer is called a payment here',
  '/** transfer */',
  'const transferred = true;',
  'const mfeatures = 1;',
  'const payment = `${id} transfer`;',
])('leaves %s alone', (text) => {
  expect(found('a.ts', text)).toEqual([]);
});
