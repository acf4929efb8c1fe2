import { answerWith, faults } from '../testing/http-subgraph.ts';
import { startLibrary, type Library } from '../testing/library.ts';
import { openGraph, type OpenGraph, type PlainResult } from '../testing/open-graph.ts';

const fetchTimeoutMs = 300;
let library: Library;
let open: OpenGraph;

beforeAll(async () => {
  library = await startLibrary();
  open = openGraph(library.supergraphSdl, { fetchTimeoutMs });
});
afterAll(async () => {
  await open.close();
  await library.stop();
});
beforeEach(() => library.reset());

const told = ({ errors = [] }: PlainResult) =>
  errors.map(({ path, extensions }) => ({ path, code: extensions?.code }));

describe('a subgraph that gives no answer', () => {
  it.each(Object.entries(faults))('(%s) leaves the rest of the answer as it is', async (_name, fault) => {
    library.subgraphs.users.fault = fault;
    const result = await open.run('{ me { name } alias: nobody { id } warehouse }');
    expect(result.data).toEqual({ me: null, alias: null, warehouse: 'Basel' });
    expect(told(result)).toEqual([
      { path: ['me'], code: 'SUBGRAPH_UNAVAILABLE' },
      { path: ['alias'], code: 'SUBGRAPH_UNAVAILABLE' },
    ]);
  });

  it('is named, but its address is not', async () => {
    library.subgraphs.users.fault = faults.hangUp;
    const { errors } = await open.run('{ me { name } }');
    expect(errors?.[0]?.extensions).toEqual({ code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'users' });
    expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|localhost|:\d{4}|ECONN|socket/i);
  });

  it('is told of at each entity it was asked for', async () => {
    library.subgraphs.reviews.fault = faults.hangUp;
    const result = await open.run('{ users { name reviews { text } } }');
    expect(result.data).toEqual({
      users: [
        { name: 'Ada', reviews: null },
        { name: 'Ben', reviews: null },
      ],
    });
    expect(told(result)).toEqual([
      { path: ['users', 0], code: 'SUBGRAPH_UNAVAILABLE' },
      { path: ['users', 1], code: 'SUBGRAPH_UNAVAILABLE' },
    ]);
  });

  it('takes down no more than its non-null fields must', async () => {
    library.subgraphs.users.fault = faults.hangUp;
    const result = await open.run('{ shelves { title author { name } } }');
    expect(result.data).toEqual({
      shelves: [
        [{ title: 'Loom', author: null }, null],
        [],
        [
          { title: 'Weft', author: null },
          { title: 'Loom', author: null },
        ],
      ],
    });
    expect(told(result).map(({ path }) => path)).toEqual([
      ['shelves', 0, 0, 'author'],
      ['shelves', 2, 0, 'author'],
      ['shelves', 2, 1, 'author'],
    ]);
  });

  it('is left alone when the client has gone', async () => {
    library.subgraphs.users.fault = faults.silent;
    // So patient that a test which waited for the subgraph would fail.
    const patient = openGraph(library.supergraphSdl, { fetchTimeoutMs: 10 * 60_000 });
    const gone = new AbortController();
    const running = patient.run('{ me { name } }', { signal: gone.signal });
    setTimeout(() => gone.abort(), 20);
    expect(told(await running)).toEqual([{ path: ['me'], code: 'SUBGRAPH_UNAVAILABLE' }]);
    await patient.close();
  });

  it('is seen through a mutation even when the client has gone', async () => {
    const result = await open.run('mutation { restock(id: "b1") }', { signal: AbortSignal.abort() });
    expect(result).toEqual({ data: { restock: 12 } });
  });

  it('is asked again by the next operation', async () => {
    library.subgraphs.users.fault = faults.hangUp;
    await open.run('{ me { name } }');
    library.subgraphs.users.fault = null;
    expect(await open.run('{ me { name } }')).toEqual({ data: { me: { name: 'Ada' } } });
  });
});

describe('an error of a subgraph', () => {
  it('that is not meant for the client keeps its place and loses its words', async () => {
    const result = await open.run('{ flaky me { name } }');
    expect(result.data).toEqual({ flaky: null, me: { name: 'Ada' } });
    expect(result.errors).toEqual([
      {
        message: 'Something went wrong on our side.',
        path: ['flaky'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ]);
  });

  it('keeps its code and reason, and nothing else of its extensions', async () => {
    const extensions = {
      code: 'UNAUTHENTICATED',
      reason: 'TOKEN_EXPIRED',
      stacktrace: ['at x'],
      serviceName: 'inner',
    };
    library.subgraphs.users.fault = answerWith({ errors: [{ message: 'Expired.', extensions }] }, 401);
    const { errors } = await open.run('{ me { name } }');
    expect(errors).toEqual([
      { message: 'Expired.', path: ['me'], extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_EXPIRED' } },
    ]);
  });

  it('without a path concerns each entity', async () => {
    const error = { message: 'Too many.', extensions: { code: 'BAD_USER_INPUT' } };
    library.subgraphs.reviews.fault = answerWith({ errors: [error] });
    expect(told(await open.run('{ users { reviews { text } } }'))).toEqual([
      { path: ['users', 0], code: 'BAD_USER_INPUT' },
      { path: ['users', 1], code: 'BAD_USER_INPUT' },
    ]);
  });

  it('about an entity asked for once is told at each place it stands', async () => {
    const result = await open.run('{ latestReviews { by { nick } } }');
    expect(told(result)).toEqual([
      { path: ['latestReviews', 0, 'by', 'nick'], code: 'NOT_FOUND' },
      { path: ['latestReviews', 2, 'by', 'nick'], code: 'NOT_FOUND' },
    ]);
  });

  it('about what only another field requires stands where that field is missing', async () => {
    const error = { message: 'Not now.', path: ['_entities', 0, 'name'], extensions: { code: 'FORBIDDEN' } };
    library.subgraphs.users.fault = answerWith({ data: { _entities: [null] }, errors: [error] });
    const result = await open.run('{ product(id: "b1") { ... on Book { title label } } }');
    expect(result.data).toEqual({ product: { title: 'Loom', label: null } });
    expect(told(result)).toEqual([{ path: ['product'], code: 'FORBIDDEN' }]);
  });

  it('in words of its own kind does no harm', async () => {
    library.subgraphs.users.fault = answerWith({
      data: null,
      errors: [{ message: 7, path: 'x', extensions: 'y' }],
    });
    expect(told(await open.run('{ me { name } }'))).toEqual([
      { path: ['me'], code: 'INTERNAL_SERVER_ERROR' },
    ]);
    library.subgraphs.users.fault = answerWith({ data: null, errors: ['boom'] });
    expect(told(await open.run('{ me { name } }'))).toEqual([
      { path: ['me'], code: 'INTERNAL_SERVER_ERROR' },
    ]);
  });
});

describe('data that breaks the schema', () => {
  it('becomes null, with an error that tells nothing of it', async () => {
    library.subgraphs.users.fault = answerWith({ data: { me: { name: { sql: 'select' }, email: 5 } } });
    const result = await open.run('{ me { email name } }');
    expect(result.data).toEqual({ me: null });
    expect(told(result)).toEqual([{ path: ['me', 'name'], code: 'INTERNAL_SERVER_ERROR' }]);
    expect(JSON.stringify(result.errors)).not.toContain('select');
  });

  it('hides types and enum values the client must not know of', async () => {
    const result = await open.run('{ hidden { title } products { title format } }');
    expect(result.data?.hidden).toBeNull();
    expect(result.data?.products).toContainEqual({ title: 'Warp', format: null });
    expect(told(result).map(({ path }) => path)).toEqual([['hidden'], ['products', 2, 'format']]);
    expect(JSON.stringify(result)).not.toMatch(/Secret|HIDDEN/);
  });

  it('with another number of entities than were asked for is not believed', async () => {
    library.subgraphs.reviews.fault = answerWith({ data: { _entities: [{ rating: 1 }] } });
    const result = await open.run('{ users { name reviews { text } } }');
    expect(result.data).toEqual({
      users: [
        { name: 'Ada', reviews: null },
        { name: 'Ben', reviews: null },
      ],
    });
    expect(told(result)).toHaveLength(2);
  });

  it('cannot reach a prototype', async () => {
    const evil = '{"data":{"__proto__":{"polluted":1},"me":{"__proto__":{"polluted":1},"name":"Ada"}}}';
    library.subgraphs.users.fault = (response) =>
      void response.setHeader('content-type', 'application/json').end(evil);
    await open.run('{ me { name } }');
    library.subgraphs.users.fault = (response) =>
      void response.setHeader('content-type', 'application/json').end(evil.replaceAll('"me"', '"__proto__"'));
    const result = await open.run('{ __proto__: me { name } }');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(JSON.stringify(result.data)).toContain('__proto__');
  });
});

describe('what goes along with a fetch', () => {
  it('are the headers of the operation', async () => {
    const headers = { authorization: 'Bearer abc', 'x-request-id': 'r-1' };
    await open.run('{ me { name } }', { headers });
    expect(library.subgraphs.users.seen[0]?.headers).toMatchObject(headers);
  });

  it.each([
    ['cookies', ['a=1; HttpOnly', 'b=2']],
    ['a cookie', ['a=1; HttpOnly']],
  ])('comes back as %s', async (_what, sent) => {
    const cookies: string[] = [];
    const onCookies = (set: readonly string[]) => void cookies.push(...set);
    library.subgraphs.users.responseHeaders['set-cookie'] = sent;
    await open.run('mutation { rename(id: "u1", name: "Z") { name } }', { onCookies });
    expect(cookies).toEqual(sent);
  });
});

describe('an operation that cannot be run', () => {
  it.each([
    [
      'a variable of the wrong type',
      'query ($id: ID!) { product(id: $id) { title } }',
      { id: { a: 1 } },
      'BAD_USER_INPUT',
    ],
    ['a variable that is missing', 'query ($id: ID!) { product(id: $id) { title } }', {}, 'BAD_USER_INPUT'],
    ['a field that does not exist', '{ nothing }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['a syntax error', '{ me { name }', {}, 'GRAPHQL_PARSE_FAILED'],
    ['too many tokens', `{ ${'me { name } '.repeat(600)} }`, {}, 'GRAPHQL_PARSE_FAILED'],
    [
      'too much depth',
      `{ me ${'{ reviews { by '.repeat(9)} { name } ${'} }'.repeat(9)} }`,
      {},
      'OPERATION_TOO_LARGE',
    ],
    ['no operation', 'fragment A on User { id }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'two of them and no name',
      'query A { warehouse } query B { warehouse }',
      {},
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])('says so: %s', async (_name, query, variables, code) => {
    const { data, errors } = await open.run(query, { variables });
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions).toEqual({ code });
  });

  it('is found by its name among others', async () => {
    const query = 'query A { warehouse } query B { me { name } }';
    expect(await open.run(query, { operationName: 'B' })).toEqual({ data: { me: { name: 'Ada' } } });
  });
});
