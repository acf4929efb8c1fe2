import { composeSupergraph, federationLink } from '../testing/compose.ts';
import { answerWith, startHttpSubgraph, type SubgraphDefinition } from '../testing/http-subgraph.ts';
import { startLibrary, type Library } from '../testing/library.ts';
import { openGraph, type OpenGraph, type PlainResult } from '../testing/open-graph.ts';
import { startStockGateway, type StockGateway } from '../testing/stock-gateway.ts';
import { listed } from '../testing/fuzz/listed-differences.ts';

const link = federationLink('@key', '@shareable', '@external', '@requires');
const grids: SubgraphDefinition = {
  name: 'grids',
  sdl: `${link}
    type Query { thing: Thing }
    type Thing @key(fields: "id") { id: ID!  name: String  grid: [[Cell!]!] }
    type Cell @shareable { size: Int! }`,
  resolvers: { Query: { thing: () => ({ id: 't1', name: '', grid: [[{ size: 1 }], [{ size: 2 }]] }) } },
};
const sums: SubgraphDefinition = {
  name: 'sums',
  sdl: `${link}
    type Thing @key(fields: "id") { id: ID!  grid: [[Cell!]!] @external  seen: String @requires(fields: "grid { size }")  more: Int }
    type Cell @shareable { size: Int! }`,
  resolvers: { Thing: { seen: ({ grid }: { grid: unknown }) => JSON.stringify(grid), more: () => 1 } },
};

/** What both answer over two subgraphs of their own. */
async function bothOver(definitions: readonly SubgraphDefinition[], query: string) {
  const subgraphs = await Promise.all(definitions.map(startHttpSubgraph));
  const sdl = composeSupergraph(subgraphs);
  const [own, other] = [openGraph(sdl), await startStockGateway(sdl)];
  const answers = [await own.run(query), await other.run(query)] as const;
  await Promise.all([own.close(), other.stop(), ...subgraphs.map((each) => each.stop())]);
  return answers;
}

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

const both = async (query: string, variables = {}): Promise<[PlainResult, PlainResult]> => [
  await open.run(query, { variables }),
  await stock.run(query, variables),
];
const paths = ({ errors = [] }: PlainResult) => errors.map(({ path }) => path);

it(listed.errorsOfShaping.name, async () => {
  library.subgraphs.users.fault = answerWith({ data: { me: { name: null } } });
  const [ours, theirs] = await both('{ me { name } }');
  expect(ours.data).toEqual(theirs.data);
  expect(paths(ours)).toEqual([['me', 'name']]);
  expect(theirs.errors).toBeUndefined();
  expect(theirs.extensions?.valueCompletion).toMatchObject([{ path: ['me', 'name'] }]);
});

it(listed.coercedLeaves.name, async () => {
  library.subgraphs.users.fault = answerWith({ data: { me: { id: 7, email: 5 } } });
  const [ours, theirs] = await both('{ me { id email } }');
  expect(ours.data).toEqual({ me: { id: '7', email: '5' } });
  expect(theirs.data).toEqual({ me: { id: 7, email: null } });
});

it(listed.wrongShape.name, async () => {
  library.subgraphs.users.fault = answerWith({ data: { users: 7, me: { email: 'a@b' } } });
  const [ours, theirs] = await both('{ me { email } users { email } }');
  expect(paths(ours)).toEqual([['users']]);
  expect(theirs.data).toBeUndefined();
});

it(listed.errorsWithoutPath.name, async () => {
  library.subgraphs.reviews.fault = (response) => void response.destroy();
  const [ours, theirs] = await both('{ users { reviews { text } } }');
  expect(ours.data).toEqual(theirs.data);
  expect(paths(ours)).toEqual([
    ['users', 0],
    ['users', 1],
  ]);
  expect(paths(theirs)).toEqual([undefined]);
});

it(listed.noAnswer.name, async () => {
  library.subgraphs.users.fault = answerWith({ status: 'UP' });
  const [ours, theirs] = await both('{ me { email } }');
  expect(paths(ours)).toEqual([['me']]);
  expect(theirs).toEqual({ data: { me: null } });
});

it(listed.unaskedPaths.name, async () => {
  const error = { message: 'Not now.', path: ['_entities', 0, 'name'], extensions: { code: 'FORBIDDEN' } };
  library.subgraphs.users.fault = answerWith({ data: { _entities: [null] }, errors: [error] });
  const [ours, theirs] = await both('{ product(id: "b1") { ... on Book { label } } }');
  expect(paths(ours)).toEqual([['product']]);
  expect(paths(theirs)).toEqual([['product', 'author', 'name']]);
});

it(listed.shiftedPaths.name, async () => {
  const error = { message: 'Gone.', path: ['_entities', 1, 'left'], extensions: { code: 'FORBIDDEN' } };
  library.subgraphs.stock.fault = answerWith({
    data: { _entities: [{ left: 1 }, { left: null }] },
    errors: [error],
  });
  const [ours, theirs] = await both('{ products { ... on Film { left } } }');
  expect(paths(ours)).toEqual([['products', 3, 'left']]);
  expect(paths(theirs)).toEqual([['products', 1, 'left']]);
});

it(listed.fieldOrder.name, async () => {
  const query = '{ me { ... on User { id } a: __typename ... on User { name } } }';
  const [ours, theirs] = await both(query);
  expect(ours.data).toEqual(theirs.data);
  expect(JSON.stringify(ours.data)).toBe('{"me":{"id":"u1","a":"User","name":"Ada"}}');
  expect(JSON.stringify(theirs.data)).toBe('{"me":{"id":"u1","name":"Ada","a":"User"}}');
});

it(listed.aliases.name, async () => {
  const [ours, theirs] = await both('{ product(id: "b1") { id: title rating } }');
  expect(ours.data).toEqual({ product: { id: 'Loom', rating: 2.5 } });
  expect(theirs.data).toEqual({ product: { id: 'b1', rating: 2.5 } });
});

it(listed.conditions.name, async () => {
  const query =
    'query ($on: Boolean!) { product(id: "b1") { ... on Book { left grams @include(if: $on) } } }';
  const [ours, theirs] = await both(query, { on: false });
  expect(ours.data).toEqual({ product: { left: 3 } });
  expect(theirs.data).toEqual({ product: { left: null } });
});

it(listed.mutationOrder.name, async () => {
  const query =
    'mutation { ... { a: restock(id: "b1") } rename(id: "u1", name: "Zoe") { name } ... { b: restock(id: "b2") } }';
  const asked = () => library.subgraphs.stock.seen.map((each) => each.query);
  await open.run(query);
  expect(asked()).toEqual([expect.stringContaining('b1'), expect.stringContaining('b2')]);
  library.reset();
  await stock.run(query);
  expect(asked()).toHaveLength(1);
});

it(listed.typeUnknown.name, async () => {
  const [ours, theirs] = await both(
    'query ($off: Boolean!) { me { name reviews @skip(if: $off) { text @include(if: false) } } }',
    { off: false },
  );
  expect(ours.data).toEqual({ me: { name: 'Ada', reviews: [{}] } });
  expect(theirs.data).toEqual({ me: { name: 'Ada', reviews: null } });
});

it(listed.interfaceName.name, async () => {
  const [ours, theirs] = await both('{ product(id: "b1") { ... on Book { rating __typename } } }');
  expect(ours.data).toEqual({ product: { rating: 2.5, __typename: 'Book' } });
  expect(theirs.data).toEqual({ product: {} });
});

it(listed.requiredLists.name, async () => {
  const [ours, theirs] = await bothOver([grids, sums], '{ thing { seen } }');
  expect(ours.data).toEqual({ thing: { seen: '[[{"size":1}],[{"size":2}]]' } });
  expect(theirs.data).toEqual({ thing: { seen: '[null,null]' } });
});

it(listed.requiredObjects.name, async () => {
  library.subgraphs.users.fault = answerWith({ data: { _entities: [null] } });
  const labelled = '{ product(id: "b1") { ... on Book { label } } }';
  const asked = () => library.subgraphs.stock.seen.map((each) => each.variables.representations);
  expect((await open.run(labelled)).data).toEqual({ product: { label: null } });
  expect(asked()).toEqual([]);
  await stock.run(labelled);
  expect(asked()).toEqual([[{ __typename: 'Book', id: 'b1', author: null }]]);
});

it(listed.unknownType.name, async () => {
  library.subgraphs.catalogue.fault = answerWith({ data: { _entities: [null, null] } });
  const [ours, theirs] = await both('{ latestReviews { text about { ... on Film { minutes } } } }');
  expect(ours.data).toBeNull();
  expect(paths(ours)).toEqual([['latestReviews', 0, 'about']]);
  expect(theirs.data?.latestReviews).toContainEqual({ text: 'Review 0 of b1', about: {} });
});
