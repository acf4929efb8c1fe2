import type { JsonObject } from '../executor/json.ts';
import { faults } from '../testing/http-subgraph.ts';
import { startPaymentsGraph, type PaymentsGraph } from '../testing/payments.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let graph: PaymentsGraph;
let test: TestGateway;

beforeAll(async () => {
  graph = await startPaymentsGraph();
  test = await startTestGateway(graph.sdl());
});
afterAll(async () => {
  await test.stop();
  await graph.stop();
});
beforeEach(() => (graph.payments.fault = null));

async function answerTo(body: JsonObject, accept: string) {
  const { status, headers, body: answered } = await test.post(body, { accept });
  const [type, length] = [headers.get('content-type'), headers.get('content-length')];
  return { status, type, length, body: answered };
}

/** So many answers under names of a hundred letters that it is written as a long one. */
const mottos = Array.from({ length: 20 }, (_, index) => `${'m'.repeat(100)}${index}: motto`);

const bodies: readonly (readonly [string, JsonObject])[] = [
  ['a query', { query: '{ version }' }],
  [
    'one with variables',
    { query: 'query ($first: Int) { all(first: $first) { id } }', variables: { first: 2 } },
  ],
  ['one of several', { query: 'query A { version } query B { motto }', operationName: 'B' }],
  ['a mutation', { query: 'mutation { ping(times: 3) }', extensions: { client: 'test' } }],
  ['a long one', { query: `{ ${mottos.join(' ')} }` }],
  ['what may not be seen', { query: '{ payment(id: "1") { id } version }' }],
  ['a subgraph that is away', { query: '{ version all { id } motto }' }],
  ['a null up to the top', { query: '{ version }' }],
  [
    'a wrong variable',
    { query: 'query ($first: Int) { all(first: $first) { id } }', variables: { first: 'x' } },
  ],
  ['a subscription', { query: 'subscription { unfed { action } }' }],
  [
    'introspection',
    { query: '{ __schema { queryType { name } } __type(name: "Money") { kind } __typename }' },
  ],
];

it.each(bodies)('%s is answered as Apollo Server answers it', async (what, body) => {
  if (what.includes('away') || what.includes('null')) graph.payments.fault = faults.notJson;
  // What is said of quality is read by Apollo Server alone.
  expect(await answerTo(body, 'application/json')).toEqual(await answerTo(body, 'application/json;q=0.9'));
  const types = 'application/graphql-response+json,application/json';
  expect(await answerTo(body, `${types};q=0.9`)).toEqual(await answerTo(body, `${types};q=0.8`));
});

it.each([
  ['variables', { query: '{ version }', variables: [1] }],
  ['operationName', { query: '{ version }', operationName: 7 }],
])('%s of another kind are left to Apollo Server to refuse', async (name, body) => {
  const { status, body: answered } = await test.post(body);
  expect(status).toBe(400);
  expect(answered.errors?.[0]?.message).toContain(name);
});

it('a long answer says its length in bytes, of which some characters have several', async () => {
  const { status, length, body } = await answerTo({ query: `{ ${mottos.join(' ')} }` }, 'application/json');
  expect(status).toBe(200);
  expect(Object.values(body.data ?? {})).toEqual(mottos.map(() => 'weave “loosely”'));
  expect(Number(length)).toBe(Buffer.byteLength(`${JSON.stringify(body)}\n`));
});

it('an answer is kept by nobody on the way', async () => {
  const { headers } = await test.post({ query: '{ version }' });
  expect(headers.get('cache-control')).toBe('no-store');
});
