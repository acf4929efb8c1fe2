import { v7 as uuidv7 } from 'uuid';
import type { JsonObject } from '../executor/json.ts';
import { askOver, transports, type Transport } from '../testing/each-transport.ts';
import type { PlainResult } from '../testing/open-graph.ts';
import { startPaymentsGraph, type PaymentsGraph } from '../testing/payments.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

/** Who asks: nobody, or somebody of a role. */
const others = [null, 'CUSTOMER', 'VENDOR'] as const;
type Asking = (typeof others)[number] | 'ADMIN';

let graph: PaymentsGraph;
let test: TestGateway;

beforeAll(async () => {
  graph = await startPaymentsGraph();
  // Other documents are let through, so that what refuses them is that they ask for the schema.
  test = await startTestGateway(graph.sdl(), { development: false });
});
afterAll(async () => {
  await test.stop();
  await graph.stop();
});

const tokenOf = async (role: Asking) =>
  role === null ? undefined : await test.issuer.sign({ userId: uuidv7(), role });

async function answerTo(transport: Transport, role: Asking, payload: JsonObject): Promise<PlainResult> {
  return askOver(transport, test, payload, await tokenOf(role));
}

/** Both ways to ask, at the top, behind a fragment, and in an operation that is not the one to be run. */
const questions: readonly (readonly [string, JsonObject])[] = [
  ['the schema', { query: '{ __schema { queryType { name } } }' }],
  ['a type', { query: '{ __type(name: "Money") { kind } }' }],
  ['it behind a fragment', { query: '{ ...A } fragment A on Query { s: __schema { queryType { name } } }' }],
  [
    'it beside what is run',
    { query: 'query A { version } query B { __schema { queryType { name } } }', operationName: 'A' },
  ],
];

describe.each(transports)('over %s in production', (transport) => {
  // The text says which transport it is of, so that each begins with an operation that nobody has prepared.
  const asked = ({ query, ...rest }: JsonObject) => ({
    ...rest,
    query: `# ${transport}\n${typeof query === 'string' ? query : ''}`,
  });

  it.each(questions)(
    'who asks for %s is refused, after an administrator as before',
    async (_what, question) => {
      const payload = asked(question);
      const before = await Promise.all(others.map((role) => answerTo(transport, role, payload)));
      for (const { data, errors } of before) {
        expect(data ?? null).toBeNull();
        expect(errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
        expect(errors?.[0]?.message).toContain('introspection has been disabled');
      }
      const told = await answerTo(transport, 'ADMIN', payload);
      expect(told.errors).toBeUndefined();
      expect(told.data).toEqual(expect.any(Object));
      const after = await Promise.all(others.map((role) => answerTo(transport, role, payload)));
      expect(after).toEqual(before);
      // Nor does a refusal stand in the way of who may.
      expect(await answerTo(transport, 'ADMIN', payload)).toEqual(told);
    },
  );

  it.each([
    ['field', { query: '{ versio }' }],
    [
      'variable',
      { query: 'query ($kind: ReportKind) { report(kind: $kind) }', variables: { kind: 'SHORTT' } },
    ],
  ])('only an administrator is told what a wrong %s comes close to', async (_what, payload) => {
    for (const role of others) {
      const { data, errors } = await answerTo(transport, role, payload);
      expect(data ?? null).toBeNull();
      expect(errors).toHaveLength(1);
      expect(JSON.stringify(errors)).not.toContain('Did you mean');
    }
    expect(JSON.stringify(await answerTo(transport, 'ADMIN', payload))).toContain('Did you mean');
  });
});

it('what Apollo Server answers itself it answers an administrator alone, whoever asked before', async () => {
  // What is said of quality is read by Apollo Server alone.
  const accept = 'application/json;q=0.9';
  const body = { query: '# by Apollo Server\n{ __schema { queryType { name } } }' };
  const administrator = { accept, authorization: `Bearer ${await tokenOf('ADMIN')}` };
  const customer = { accept, authorization: `Bearer ${await tokenOf('CUSTOMER')}` };
  const refused = await test.post(body, customer);
  expect([refused.status, refused.body.errors?.[0]?.extensions?.code]).toEqual([
    400,
    'GRAPHQL_VALIDATION_FAILED',
  ]);
  const told = await test.post(body, administrator);
  expect([told.status, told.body]).toEqual([200, { data: { __schema: { queryType: { name: 'Query' } } } }]);
  for (const headers of [customer, { accept }])
    expect((await test.post(body, headers)).body).toEqual(refused.body);
});
