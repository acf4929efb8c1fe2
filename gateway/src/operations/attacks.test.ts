import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { askOver, transports } from '../testing/each-transport.ts';
import { openAcknowledged, openRawSocket } from '../testing/raw-socket.ts';
import { openRawStream } from '../testing/raw-stream.ts';
import { startPaymentsGraph, type PaymentsGraph } from '../testing/payments.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

/** What graphql-cop and graphql-armor know of, and what else a stranger might try. None of it may reach a subgraph. */
let graph: PaymentsGraph;
let test: TestGateway;
let token: string;

beforeAll(async () => {
  graph = await startPaymentsGraph();
  test = await startTestGateway(graph.sdl(), { development: false, operationCostMax: 1_000 });
  token = await test.issuer.sign({ userId: uuidv7() });
});
afterAll(async () => {
  await test.stop();
  await graph.stop();
});
beforeEach(() => void (graph.payments.seen.length = 0));
afterEach(() => expect([graph.payments.seen.length, graph.profile.seen.length]).toEqual([0, 0]));

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const nested = (depth: number, text = 'id'): string =>
  depth === 0 ? text : `related { ${nested(depth - 1, text)} }`;

/** Each fragment spreads the next one twice: few words, and 2^20 fields. */
const bomb = (on: string, inner: string): string =>
  times(20, (index) => `fragment F${index} on ${on} { ...F${index + 1} ...F${index + 1} }`) +
  ` fragment F20 on ${on} { ${inner} }`;

function deepJson(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { a: value };
  return value;
}

type Attack = [name: string, query: string, code: string, variables?: Record<string, unknown>];

const large = 'OPERATION_TOO_LARGE';
const costly = 'OPERATION_TOO_COSTLY';
const invalid = 'GRAPHQL_VALIDATION_FAILED';
const unreadable = 'GRAPHQL_PARSE_FAILED';

const queries: Attack[] = [
  ['introspection', '{ __schema { types { name } } }', invalid],
  ['introspection of one type', '{ __type(name: "User") { fields { name } } }', invalid],
  [
    'introspection behind a fragment',
    '{ ...A } fragment A on Query { s: __schema { types { name } } }',
    invalid,
  ],
  [
    'circular introspection',
    `{ __schema { types { fields { type { ${times(8, () => 'fields { type {')} name ${'}'.repeat(16)} } } } } }`,
    invalid,
  ],
  ['aliases of the cheapest field', `{ ${times(101, (n) => `alias${n}: __typename`)} }`, large],
  [
    'aliases behind fragments',
    `{ ${times(8, () => '...A')} } fragment A on Query { ${times(4, (n) => `a${n}: version`)} }`,
    large,
  ],
  ['one field over and over', `{ ${times(501, () => '__typename')} }`, large],
  ['directives without meaning', `{ __typename ${'@aa'.repeat(30)} }`, large],
  ['directives with meaning', `{ version ${'@skip(if: false)'.repeat(30)} }`, large],
  ['directives on variables', `query (${times(30, (n) => `$v${n}: Int @aa`)}) { version }`, large],
  ['many root fields', `{ ${times(21, () => 'version')} }`, large],
  [
    'many root fields behind fragments',
    `{ ${times(7, () => '...A')} } fragment A on Query { version version version }`,
    large,
  ],
  ['depth', `{ payment(id: 1) { ${nested(15)} } }`, large],
  ['fragments that double', `{ ...F0 } ${bomb('Query', 'version')}`, large],
  ['fragments that nobody spreads', `{ version } ${bomb('Query', 'version')}`, large],
  [
    'fragments that spread each other',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
    invalid,
  ],
  ['tokens', `{ version(a: [${'1 '.repeat(2_100)}]) }`, unreadable],
  ['characters', `{ version } #${'x'.repeat(20_000)}`, large],
  ['half a document', '{ version', unreadable],
  ['an empty document', ' ', unreadable],
  ['brackets alone', '{'.repeat(1_500), unreadable],
  ['more rows than anybody reads', '{ all(first: 1001) { id } }', costly],
  ['lists in lists', '{ all(first: 100) { related(first: 100) { id } } }', costly],
  [
    'rows that a variable asks for',
    'query ($n: Int) { all(first: $n) { id } }',
    costly,
    { n: 2_000_000_000 },
  ],
  ['a dear field, again and again', `{ ${times(12, (n) => `r${n}: report`)} }`, costly],
  ['variables that nest', 'query ($id: ID!) { payment(id: $id) { id } }', large, { id: deepJson(1_000) }],
  ['a mistyped field', '{ versio }', invalid],
  ['a mistyped argument', '{ report(yea: 1) }', invalid],
  ['a mistyped type', '{ ... on Quer { version } }', invalid],
];

const inUpdate = (text: string): string => `subscription { paymentChanged { cursor ${text} } }`;

const subscriptions: Attack[] = [
  ['introspection', inUpdate('payment { s: __schema { types { name } } }'), invalid],
  ['aliases', inUpdate(times(101, (n) => `a${n}: type`)), large],
  ['one field over and over', inUpdate(times(501, () => 'type')), large],
  ['directives', inUpdate(`type ${'@include(if: true)'.repeat(30)}`), large],
  ['depth', inUpdate(`payment { ${nested(14)} }`), large],
  ['fragments that double', `${inUpdate('...F0')} ${bomb('PaymentChanged', 'type')}`, large],
  ['tokens', inUpdate(`type(a: [${'1 '.repeat(2_100)}])`), unreadable],
  ['characters', `${inUpdate('type')} #${'x'.repeat(20_000)}`, large],
  ['several at once', 'subscription { paymentChanged { type } entryAdded { action } }', invalid],
  ['more rows than anybody reads', inUpdate('payment { related(first: 1001) { id } }'), costly],
  [
    'variables that nest',
    'subscription ($a: Cursor) { paymentChanged(after: $a) { type } }',
    large,
    { a: deepJson(1_000) },
  ],
  ['a mistyped field', inUpdate('typ'), invalid],
];

describe.each(transports)('over %s', (transport) => {
  const attacks =
    transport === 'a POST'
      ? []
      : subscriptions.map(([name, ...rest]): Attack => [`${name}, of updates`, ...rest]);
  it.each([...queries, ...attacks])('%s', async (_name, query, code, variables = {}) => {
    const { data, errors } = await askOver(transport, test, { query, variables }, token);
    expect(data ?? null).toBeNull();
    expect(errors?.[0]?.extensions?.code).toBe(code);
    const told = JSON.stringify(errors);
    expect(told).not.toContain('Did you mean');
    expect(told).not.toMatch(/\bat [\w.]+ \(|node_modules|stacktrace/);
    expect(test.gateway.live.size).toBe(0);
  });

  it('a refusal for its cost says what it costs and what is allowed', async () => {
    const { errors } = await askOver(transport, test, { query: '{ all(first: 1001) { id } }' }, token);
    expect(errors?.[0]).toMatchObject({
      message: 'The operation costs 1001; at most 1000 is allowed.',
      extensions: { cost: 1001, costMax: 1000 },
    });
  });
});

describe('over HTTP', () => {
  const send = (path: string, init: RequestInit) => fetch(`${test.gateway.url}${path}`, init);
  const json = { 'content-type': 'application/json', accept: 'text/event-stream, application/json' };
  const query = encodeURIComponent('{ version }');
  const mutation = encodeURIComponent('mutation { ping }');

  it.each<[string, string, RequestInit, number]>([
    ['a query by GET', `/graphql?query=${query}`, {}, 405],
    ['a mutation by GET', `/graphql?query=${mutation}`, { headers: json }, 405],
    ['a query by GET, of the stream', `/graphql/stream?query=${query}`, { headers: json }, 405],
    ['a form', '/graphql', form('application/x-www-form-urlencoded'), 415],
    ['a form with parts', '/graphql', form('multipart/form-data; boundary=x'), 415],
    ['text that is JSON', '/graphql', form('text/plain', '{"query":"mutation { ping }"}'), 400],
    ['nothing said of the type', '/graphql', { method: 'POST', body: new Uint8Array([123]) }, 415],
    ['a form, of the stream', '/graphql/stream', form('application/x-www-form-urlencoded'), 415],
    ['a batch', '/graphql', { method: 'POST', headers: json, body: batch(10) }, 400],
    ['a batch, of the stream', '/graphql/stream', { method: 'POST', headers: json, body: batch(10) }, 400],
    ['a poisoned prototype', '/graphql', { method: 'POST', headers: json, body: poisoned('__proto__') }, 400],
    [
      'a poisoned constructor',
      '/graphql',
      { method: 'POST', headers: json, body: poisoned('constructor') },
      400,
    ],
    [
      'a poisoned prototype, of the stream',
      '/graphql/stream',
      { method: 'POST', headers: json, body: poisoned('__proto__') },
      400,
    ],
    ['half of JSON', '/graphql', { method: 'POST', headers: json, body: '{"query":' }, 400],
    [
      'brackets to run out of stack by',
      '/graphql',
      {
        method: 'POST',
        headers: json,
        body: `{"query":"{ version }","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
      },
      400,
    ],
    ['a body that is no object', '/graphql', { method: 'POST', headers: json, body: '"{ version }"' }, 400],
    [
      'more than a message may hold',
      '/graphql',
      { method: 'POST', headers: json, body: JSON.stringify({ query: 'x'.repeat(300_000) }) },
      413,
    ],
  ])('%s', async (_name, path, init, status) => {
    const response = await send(path, init);
    const text = await response.text();
    expect([response.status, text]).toEqual([
      status,
      expect.not.stringMatching(/\bat [\w.]+ \(|node_modules|<html/i),
    ]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('a name of an operation that is a key of every object finds none', async () => {
    for (const operationName of ['__proto__', 'constructor', 'toString']) {
      const { body } = await test.post({ query: 'query A { version }', operationName });
      expect(body.errors?.[0]?.extensions?.code).toBe('OPERATION_RESOLUTION_FAILURE');
    }
  });

  it('nothing is told of traces, whatever is asked for', async () => {
    const headers = {
      'x-apollo-tracing': '1',
      'apollo-federation-include-trace': 'ftv1',
      'apollo-query-plan-experimental': '1',
    };
    const { body } = await test.post({ query: '{ __typename }' }, headers);
    expect(body).toEqual({ data: { __typename: 'Query' } });
  });
});

describe('over a WebSocket', () => {
  const said = { type: 'subscribe', id: 'one', payload: { query: '{ version }' } };

  it.each([
    ['an operation before the greeting', said, 4401],
    ['a message that is none', 'null', 4400],
    ['a batch of messages', '[{"type":"ping"}]', 4400],
    ['more than a message may hold', JSON.stringify({ ...said, padding: 'x'.repeat(300_000) }), 1009],
    ['another greeting', { type: 'connection_init' }, 4429],
  ])('%s', async (name, message, code) => {
    const open = name === 'another greeting' ? openAcknowledged : openRawSocket;
    const raw = await open(test.gateway.url);
    raw.say(message);
    expect((await raw.closed).code).toBe(code);
  });

  it('two operations by one name', async () => {
    const raw = await openAcknowledged(test.gateway.url, token);
    const payload = { query: inUpdate('type') };
    raw.say({ ...said, payload });
    await delay(100);
    raw.say({ ...said, payload });
    expect((await raw.closed).code).toBe(4409);
  });

  it('a poisoned prototype changes nothing', async () => {
    const raw = await openAcknowledged(test.gateway.url, token);
    raw.say(`{"type":"subscribe","id":"one","payload":${poisoned('__proto__')}}`);
    await eventually(() => expect([...raw.messages.map(({ type }) => type)]).toContain('next'));
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    raw.socket.terminate();
  });
});

it('an event stream for brackets to run out of stack by is refused before it begins', async () => {
  const deep = `{"query":"{ version }","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`;
  const stream = await openRawStream(test.gateway.url, deep);
  await stream.ended;
  expect(stream.status).toBe(400);
});

function form(type: string, body = 'query=mutation+%7B+ping+%7D'): RequestInit {
  return { method: 'POST', headers: { 'content-type': type, accept: 'text/event-stream' }, body };
}

function batch(count: number): string {
  return JSON.stringify(Array.from({ length: count }, () => ({ query: '{ __typename }' })));
}

/** With an operation that asks nothing of a subgraph, should it be run. */
function poisoned(key: string): string {
  return `{"query":"{ __typename }","variables":{"${key}":{"prototype":{"polluted":1},"polluted":1}}}`;
}
