import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getOperationAST, parse } from 'graphql';
import { openGraph, type OpenGraph } from '../testing/open-graph.ts';
import { startPaymentsGraph, type PaymentsGraph } from '../testing/payments.ts';

let payments: PaymentsGraph;
let open: OpenGraph;

beforeAll(async () => {
  payments = await startPaymentsGraph();
  open = openGraph(payments.sdl());
});
afterAll(async () => {
  await open.close();
  await payments.stop();
});

function costOf({ graph }: OpenGraph, text: string, variables = {}): number {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('There is no operation.');
  const cost = graph.costs.compile({ document, operation });
  return typeof cost === 'number' ? cost : cost(variables);
}

it.each([
  ['nothing for values', '{ version }', 0],
  ['1 for an object', '{ payment(id: 1) { id payer { id } } }', 2],
  ['as many as are asked for of a list', '{ all(first: 7) { id } }', 7],
  ['as many as by default where none are said', '{ all { id } }', 20],
  ['as many as are assumed where nothing else says', '{ payment(id: 1) { related { id } } }', 6],
  [
    'the product of lists in lists',
    '{ all(first: 7) { related(first: 3) { payer { id } } } }',
    7 * (1 + 3 * 2),
  ],
  [
    'for the lists of a page what the page was asked for',
    '{ page(first: 4) { total rows { payer { id } } } }',
    1 + 4 * 2,
  ],
  ['what the schema says of a field and its arguments', '{ report(year: 2026) }', 97],
  ['10 more for a mutation', 'mutation { ping }', 10],
  ['each time for an alias', '{ a: all(first: 2) { id } b: all(first: 3) { id } }', 5],
  ['through fragments', '{ ...A ... on Query { report } } fragment A on Query { all(first: 2) { id } }', 92],
  ['for a subscription too', 'subscription { paymentChanged { payment { related(first: 9) { id } } } }', 11],
])('%s', (_what, text, cost) => {
  expect(costOf(open, text)).toBe(cost);
});

it('is worked out with the variables that were sent', () => {
  const text = 'query ($n: Int = 2) { all(first: $n) { payer { id } } }';
  expect(costOf(open, text, { n: 50 })).toBe(100);
});

it('of what our clients send, with pages as long as may be, stays within what is allowed', () => {
  const schema = join(import.meta.dirname, '../../../schema');
  const own = openGraph(readFileSync(join(schema, 'supergraph.graphql'), 'utf8'));
  const texts: string[] = Object.values(JSON.parse(readFileSync(join(schema, 'operations.json'), 'utf8')));
  const costs = texts.map((text) => [costOf(own, text, { first: 100 }), text.slice(0, 60)] as const);
  costs.sort(([one], [other]) => other - one);
  expect(costs[0]?.[0]).toBeGreaterThan(100);
  expect(costs.filter(([cost]) => cost > 5_000)).toEqual([]);
});
