import type { PlanNode } from '@apollo/query-planner';
import { startLibrary, type Library } from '../testing/library.ts';
import { openGraph, type OpenGraph } from '../testing/open-graph.ts';
import { startStockGateway, type StockGateway } from '../testing/stock-gateway.ts';
import { parse } from 'graphql';

let library: Library;
let open: OpenGraph;
let stock: StockGateway;

beforeAll(async () => {
  library = await startLibrary();
  open = openGraph(library.supergraphSdl);
  stock = await startStockGateway(library.supergraphSdl);
});
afterAll(async () => {
  await stock.stop();
  await open.close();
  await library.stop();
});
beforeEach(() => library.reset());

/** The kinds of the nodes of a plan, each once. */
function kindsOf(node: PlanNode | undefined): Set<string> {
  if (!node) return new Set();
  const inner =
    node.kind === 'Sequence' || node.kind === 'Parallel'
      ? node.nodes
      : node.kind === 'Flatten'
        ? [node.node]
        : node.kind === 'Condition'
          ? [node.ifClause, node.elseClause]
          : [];
  return new Set([node.kind, ...inner.flatMap((each) => [...kindsOf(each)])]);
}

function planKinds(query: string): Set<string> {
  const { node } = open.graph.plan(parse(query), undefined);
  return node && node.kind !== 'Subscription' ? kindsOf(node) : new Set();
}

const book = '... on Book { pages grams left measure }';
const film = '... on Film { minutes grams left }';

describe('the executor answers as the stock gateway does', () => {
  it.each([
    ['a single fetch', '{ me { id name email } }'],
    ['null for an entity', '{ nobody { id name reviews { text } } }'],
    ['two fetches in parallel', '{ me { name } warehouse }'],
    ['an entity extended by two subgraphs', '{ me { name wrote { title } reviews { text } } }'],
    ['lists of entities', '{ users { id reviews { text by { name email } } } }'],
    ['interfaces', `{ products { __typename id title price author { name } ${book} ${film} } }`],
    ['values computed from required ones', '{ products { ... on Book { grams } ... on Film { grams } } }'],
    [
      'values computed from required ones of another subgraph',
      '{ products { ... on Book { label author { email } } } }',
    ],
    ['an interface that is an object elsewhere', '{ products { title rating reviews { text } } }'],
    [
      'an interface seen from where it is an object',
      `{ latestReviews { text by { name } about { id title __typename ${film} } } }`,
    ],
    [
      'the key of an interface, from where it is an object',
      '{ latestReviews { about { id ...F } } } fragment F on Product { id }',
    ],
    [
      'unions with nulls among them',
      '{ search(text: "x") { __typename ... on Book { title author { name } } ... on Notice { text } } }',
    ],
    ['lists of lists', '{ shelves { id title reviews { id by { name } } } }'],
    ['aliases', '{ a: me { first: name second: name } b: me { mail: email } }'],
    ['aliases of the names of everything', '{ me { constructor: name toString: email } hello: warehouse }'],
    [
      'the same name for different fields by type',
      '{ search(text: "x") { ... on Book { size: pages } ... on Film { size: measure } } }',
    ],
    [
      'fragments',
      'query { me { ...A } users { ...A } } fragment A on User { name reviews { ...B } } fragment B on Review { text by { name } }',
    ],
    [
      'a fragment on a type that does not match',
      '{ product(id: "b1") { ... on Film { minutes left } ... on Book { left } } }',
    ],
    [
      'an interface of another kind',
      '{ favourite { __typename title ... on Film { stock: left minutes } } }',
    ],
    [
      'the root reached from below',
      '{ viaQuery { query { me { name } warehouse } user { name wrote { title } } } }',
    ],
    ['the type of the root', '{ __typename me { __typename } }'],
    [
      'introspection',
      '{ __schema { queryType { name } } __type(name: "Book") { kind fields { name } } me { name } }',
    ],
    ['entities that are not found', '{ product(id: "f2") { author { name email } } }'],
    ['an unknown product', '{ product(id: "x") { title reviews { text } } }'],
    ['default arguments', '{ hello }'],
    ['enum values', '{ products { format } }'],
    ['one mutation', 'mutation { rename(id: "u1", name: "Zoe") { id name reviews { text } } }'],
    [
      'mutations over two subgraphs',
      'mutation { a: restock(id: "b1") rename(id: "u1", name: "Zoe") { name } b: restock(id: "b2") }',
    ],
    [
      'a mutation that returns an entity',
      'mutation { addBook(title: "New") { title author { name } rating left } }',
    ],
  ])('%s', async (_name, query) => {
    const [ours, theirs] = [await open.run(query), await stock.run(query)];
    expect(ours.data).toEqual(theirs.data);
    expect(ours.data).not.toBeNull();
    expect(JSON.stringify(ours.data)).toBe(JSON.stringify(theirs.data));
  });

  it.each([
    [
      'variables',
      'query ($name: String!, $loud: Boolean) { hello(name: $name, loud: $loud) }',
      { name: 'Eve', loud: true },
    ],
    ['defaults of variables', 'query ($name: String = "Mallory") { hello(name: $name) }', {}],
    [
      'null for a variable',
      'query ($id: ID!, $kind: Format) { me { shelf(kind: $kind) { id } } product(id: $id) { title } }',
      { id: 'b1', kind: null },
    ],
    [
      'an include that holds',
      'query ($on: Boolean!) { me { name reviews @include(if: $on) { text } } }',
      { on: true },
    ],
    [
      'an include that does not',
      'query ($on: Boolean!) { me { name reviews @include(if: $on) { text } } }',
      { on: false },
    ],
    [
      'a skip by default',
      'query ($off: Boolean = true) { me { name wrote @skip(if: $off) { title } reviews @include(if: $off) { text } } }',
      {},
    ],
    [
      'a fragment under a condition',
      'query ($on: Boolean!) { users { ...F @include(if: $on) id } } fragment F on User { reviews { text } }',
      { on: true },
    ],
  ])('%s', async (_name, query, variables) => {
    const [ours, theirs] = [await open.run(query, { variables }), await stock.run(query, variables)];
    expect(JSON.stringify(ours.data)).toBe(JSON.stringify(theirs.data));
    expect(ours.errors).toBeUndefined();
  });

  it('even where the values that some fields require are wanted on a condition', async () => {
    const query =
      'query ($on: Boolean!) { product(id: "b1") { ... on Book { left label @include(if: $on) } } }';
    const result = await open.run(query, { variables: { on: false } });
    expect(result).toEqual({ data: { product: { left: 3 } } });
  });

  it('and runs mutations in their order, whichever fragments they stand in', async () => {
    const query =
      'mutation { ... { a: restock(id: "b1") } rename(id: "u1", name: "Zoe") { name } ... { b: restock(id: "b2") } }';
    expect((await open.run(query)).errors).toBeUndefined();
    const asked = library.subgraphs.stock.seen.map((each) => each.query);
    expect(asked).toEqual([expect.stringContaining('b1'), expect.stringContaining('b2')]);
  });

  it('and runs a mutation once that is selected twice', async () => {
    const query =
      'mutation ($on: Boolean!) { rename(id: "u1", name: "Zoe") { name } restock(id: "b1") rename(id: "u1", name: "Zoe") @include(if: $on) { id } }';
    const result = await open.run(query, { variables: { on: true } });
    expect(result).toEqual({ data: { rename: { name: 'Zoe', id: 'u1' }, restock: 12 } });
    expect(library.subgraphs.users.seen).toHaveLength(1);
  });

  it('in all kinds of plan nodes', () => {
    const kinds = [
      '{ me { name } warehouse }',
      '{ users { reviews { text by { name } } } }',
      'query ($on: Boolean!) { me { reviews @include(if: $on) { text } } }',
    ].flatMap((query) => [...planKinds(query)]);
    expect(new Set(kinds)).toEqual(new Set(['Fetch', 'Parallel', 'Sequence', 'Flatten', 'Condition']));
  });
});

it('tells an alias from the fields that the plan needs besides', async () => {
  const result = await open.run(
    '{ product(id: "b1") { id: title rating ... on Book { pages: title grams } } }',
  );
  expect(result).toEqual({ data: { product: { id: 'Loom', rating: 2.5, pages: 'Loom', grams: 1200 } } });
});

it('knows an object by its own type, whatever a subgraph calls it that knows its interface only', async () => {
  const result = await open.run('{ product(id: "b1") { ... on Book { rating __typename } } }');
  expect(result).toEqual({ data: { product: { rating: 2.5, __typename: 'Book' } } });
});

describe('the executor tells errors as the stock gateway does', () => {
  it.each([
    ['of a root field', '{ locked me { name } }'],
    ['of a field of an entity', '{ users { id secret } }'],
    ['of a field that must not be null', '{ me { wrote { author { id nick } } } users { name nick } }'],
    ['of entities reached through lists of lists', '{ shelves { author { nick name } } }'],
    [
      'of a mutation that fails between two others',
      'mutation { a: restock(id: "1") breakDown { id } b: restock(id: "2") }',
    ],
    ['of a nullable mutation', 'mutation { removeAll restock(id: "1") }'],
  ])('%s', async (_name, query) => {
    const [ours, theirs] = [await open.run(query), await stock.run(query)];
    const told = ({ errors = [] }: typeof ours) =>
      errors.map(({ message, path, extensions }) => ({ message, path, code: extensions?.code }));
    expect(ours.data).toEqual(theirs.data);
    expect(told(ours)).toEqual(told(theirs));
    expect(told(ours).length).toBeGreaterThan(0);
  });
});

describe('representations', () => {
  it('are sent once for entities that are the same', async () => {
    const { data, errors } = await open.run('{ latestReviews { about { title } by { name } } }');
    expect(errors).toBeUndefined();
    expect(data?.latestReviews).toHaveLength(3);
    const [asked] = library.subgraphs.users.seen;
    expect(asked?.variables.representations).toEqual([
      { __typename: 'User', id: 'u2' },
      { __typename: 'User', id: 'u1' },
    ]);
  });

  it('are not sent for an entity whose required values did not come', async () => {
    library.subgraphs.users.fault = (response) => void response.destroy();
    const { data, errors } = await open.run('{ product(id: "b1") { ... on Book { title label } } }');
    expect(data).toEqual({ product: { title: 'Loom', label: null } });
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['SUBGRAPH_UNAVAILABLE']);
    expect(library.subgraphs.stock.seen).toHaveLength(0);
  });

  it('with a null among the required values are sent', async () => {
    const { data } = await open.run('{ product(id: "b2") { ... on Book { grams } } }');
    expect(data).toEqual({ product: { grams: null } });
    expect(library.subgraphs.stock.seen).toHaveLength(1);
  });

  describe('of entities at several places', () => {
    const query = '{ one: me { id reviews { text } } all: users { id reviews { text } } }';

    it('are sent in one request', async () => {
      const ours = await open.run(query);
      const { seen } = library.subgraphs.reviews;
      expect(seen).toHaveLength(1);
      expect(seen[0]?.variables.representations).toEqual([
        { __typename: 'User', id: 'u1' },
        { __typename: 'User', id: 'u2' },
      ]);
      expect(JSON.stringify(ours.data)).toBe(JSON.stringify((await stock.run(query)).data));
    });

    it('are sent in one request each where one follows the other', async () => {
      const book = '... on Book { label author { reviews { text } } }';
      const chain = `{ one: product(id: "b1") { ${book} } all: products { ${book} } }`;
      const ours = await open.run(chain);
      const { users: people, stock: warehouse, reviews } = library.subgraphs;
      expect([people, warehouse, reviews].map(({ seen }) => seen.length)).toEqual([1, 1, 1]);
      expect(JSON.stringify(ours.data)).toBe(JSON.stringify((await stock.run(chain)).data));
    });

    it('are missed at each of them', async () => {
      library.subgraphs.reviews.fault = (response) => void response.destroy();
      const { errors } = await open.run(query);
      expect(errors?.map(({ path }) => path)).toEqual([['one'], ['all', 0], ['all', 1]]);
    });

    it('are sent apart where different things are asked of them', async () => {
      await open.run('{ one: me { reviews { text } } all: users { reviews { id } } }');
      expect(library.subgraphs.reviews.seen).toHaveLength(2);
    });
  });
});
