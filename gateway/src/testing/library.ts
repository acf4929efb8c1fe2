import { GraphQLError } from 'graphql';
import { composeSupergraph, federationLink, sharingHeader, type ComposedSubgraph } from './compose.ts';
import { startHttpSubgraph, type HttpSubgraph, type SubgraphDefinition } from './http-subgraph.ts';

/**
 * A graph of four small subgraphs that brings out every kind of plan node: entities across subgraphs, `@requires`,
 * interfaces, unions, `@interfaceObject`, nested lists, inaccessible elements, mutations in two subgraphs.
 */
const people = [
  { id: 'u1', name: 'Ada', email: 'ada@example.org' },
  { id: 'u2', name: 'Ben', email: null },
  { id: 'u3', name: null, email: 'lost@example.org' },
];

interface Item {
  __typename: 'Book' | 'Film' | 'Secret';
  id: string;
  title: string;
  price: number;
  pages?: number | null;
  minutes?: number;
  format?: string;
  authorId?: string;
}

const items: Item[] = [
  { __typename: 'Book', id: 'b1', title: 'Loom', price: 1200, pages: 300, format: 'PAPER', authorId: 'u1' },
  { __typename: 'Film', id: 'f1', title: 'Weft', price: 900, minutes: 95, format: 'SCREEN', authorId: 'u2' },
  { __typename: 'Book', id: 'b2', title: 'Warp', price: 800, pages: null, format: 'HIDDEN', authorId: 'u1' },
  { __typename: 'Film', id: 'f2', title: 'Ply', price: 100, minutes: 9, format: 'SCREEN', authorId: 'u9' },
];

const itemOf = (id: string) => items.find((item) => item.id === id) ?? null;
const personRef = (id?: string) => (id === undefined ? null : { __typename: 'User', id });
const withAuthor = (item: Item | null) => item && { ...item, author: personRef(item.authorId) };
const mayFail = (message: string, code?: string) => () => {
  throw new GraphQLError(message, code === undefined ? {} : { extensions: { code } });
};

const users: SubgraphDefinition = {
  name: 'users',
  sdl: `${federationLink('@key', '@shareable', '@composeDirective')}${sharingHeader}
    type Query { me: User  users: [User!]!  nobody: User  hello(name: String = "you", loud: Boolean): String!  flaky: String  locked: String! }
    type Mutation { rename(id: ID!, name: String!): User!  breakDown: User! }
    type User @key(fields: "id") { id: ID!  name: String! @sameForAll  email: String @sameForAll  secret: String  nick: String! @sameForAll }
  `,
  resolvers: {
    Query: {
      me: () => people[0],
      users: () => people.slice(0, 2),
      nobody: () => null,
      hello: (_source: unknown, { name, loud }: { name: string; loud?: boolean }) =>
        `Hello ${name}${loud ? '!' : ''}`,
      flaky: mayFail('pg: connection refused 10.0.0.5:5432'),
      locked: mayFail('You may not.', 'FORBIDDEN'),
    },
    Mutation: {
      rename: (_source: unknown, { id, name }: { id: string; name: string }) => ({ id, name, email: null }),
      breakDown: mayFail('The input is no good.', 'BAD_USER_INPUT'),
    },
    User: {
      __resolveReference: ({ id }: { id: string }) => people.find((person) => person.id === id) ?? null,
      secret: mayFail('Not yours.', 'FORBIDDEN'),
      nick: ({ id }: { id: string }) => {
        if (id === 'u2') throw new GraphQLError('No nick.', { extensions: { code: 'NOT_FOUND' } });
        return `nick-${id}`;
      },
    },
  },
};

const catalogue: SubgraphDefinition = {
  name: 'catalogue',
  sdl: `${federationLink('@key', '@shareable', '@inaccessible', '@composeDirective')}${sharingHeader}
    type Query {
      products(first: Int = 10): [Product!]!
      product(id: ID!): Product
      shelves: [[Product]]!
      search(text: String!): [Hit]!
      favourite: Media
      hidden: Product
      viaQuery: Nested
    }
    type Nested { query: Query  user: User }
    type Mutation { addBook(title: String!): Book!  removeAll: Int }
    interface Product @key(fields: "id") { id: ID!  title: String!  price: Int!  format: Format  author: User }
    interface Media { title: String! }
    type Book implements Product & Media @key(fields: "id") { id: ID!  title: String! @sameForAll  price: Int! @sameForAll  format: Format  author: User @sameForAll  pages: Int @sameForAll  measure: Int }
    type Film implements Product & Media @key(fields: "id") @sameForAll { id: ID!  title: String!  price: Int!  format: Format  author: User  minutes: Int!  measure: Int }
    type Secret implements Product @key(fields: "id") @inaccessible @sameForAll { id: ID!  title: String!  price: Int!  format: Format  author: User }
    type Notice { text: String! }
    union Hit = Book | Film | Notice
    enum Format { PAPER SCREEN HIDDEN @inaccessible }
    type User @key(fields: "id", resolvable: true) { id: ID!  wrote: [Product!]! @sameForAll  shelf(kind: Format): [Product] }
  `,
  resolvers: {
    Query: {
      products: (_source: unknown, { first }: { first: number }) => items.slice(0, first).map(withAuthor),
      product: (_source: unknown, { id }: { id: string }) => withAuthor(itemOf(id)),
      shelves: () => [
        [withAuthor(itemOf('b1')), null],
        [],
        [withAuthor(itemOf('f1')), withAuthor(itemOf('b1'))],
      ],
      search: (_source: unknown, { text }: { text: string }) => [
        withAuthor(itemOf('b1')),
        { __typename: 'Notice', text },
        null,
        withAuthor(itemOf('f1')),
      ],
      favourite: () => withAuthor(itemOf('f1')),
      hidden: () => ({ __typename: 'Secret', id: 's1', title: 'Ssh', price: 1 }),
      viaQuery: () => ({ query: {}, user: personRef('u1') }),
    },
    Mutation: {
      addBook: (_source: unknown, { title }: { title: string }) => ({
        ...items[0],
        id: 'b1',
        title,
        author: personRef('u1'),
      }),
      removeAll: mayFail('Never.', 'FORBIDDEN'),
    },
    Product: { __resolveReference: ({ id }: { id: string }) => withAuthor(itemOf(id)) },
    Book: {
      __resolveReference: ({ id }: { id: string }) => withAuthor(itemOf(id)),
      measure: ({ pages }: Item) => pages,
    },
    Film: {
      __resolveReference: ({ id }: { id: string }) => withAuthor(itemOf(id)),
      measure: ({ minutes }: Item) => minutes,
    },
    User: {
      wrote: ({ id }: { id: string }) => items.filter((item) => item.authorId === id).map(withAuthor),
      shelf: (_source: unknown, { kind }: { kind?: string }) =>
        items.filter((item) => kind === undefined || item.format === kind).map(withAuthor),
    },
  },
};

const reviews: SubgraphDefinition = {
  name: 'reviews',
  sdl: `${federationLink('@key', '@interfaceObject', '@shareable')}
    type Query { latestReviews: [Review!]! }
    type Product @key(fields: "id") @interfaceObject { id: ID!  reviews: [Review!]!  rating: Float }
    type Review { id: ID!  text: String!  by: User!  about: Product! }
    type User @key(fields: "id") { id: ID!  reviews: [Review!] }
  `,
  resolvers: {
    Query: { latestReviews: () => ['b1', 'f1', 'b1'].map((id, index) => reviewOf(id, index)) },
    Product: {
      reviews: ({ id }: { id: string }) => [reviewOf(id, 0), reviewOf(id, 1)],
      rating: ({ id }: { id: string }) => (id === 'b2' ? null : id.length + 0.5),
    },
    User: { reviews: ({ id }: { id: string }) => (id === 'u2' ? null : [reviewOf('b1', 7)]) },
  },
};

const reviewOf = (productId: string, index: number) => ({
  id: `r-${productId}-${index}`,
  text: `Review ${index} of ${productId}`,
  by: { id: index % 2 === 0 ? 'u2' : 'u1' },
  about: { id: productId },
});

const stock: SubgraphDefinition = {
  name: 'stock',
  sdl: `${federationLink('@key', '@external', '@requires')}
    type Query { warehouse: String! }
    type Mutation { restock(id: ID!): Int! }
    type Book @key(fields: "id") { id: ID!  pages: Int @external  grams: Int @requires(fields: "pages")  label: String @requires(fields: "author { name }")  author: User @external  left: Int }
    type Film @key(fields: "id") { id: ID!  minutes: Int! @external  grams: Int @requires(fields: "minutes")  left: Int }
    type User @key(fields: "id") { id: ID!  name: String! @external }
  `,
  resolvers: {
    Query: { warehouse: () => 'Basel' },
    Mutation: { restock: () => 12 },
    Book: {
      grams: ({ pages }: { pages: number | null }) => (pages === null ? null : pages * 4),
      label: ({ author }: { author: { name: string } | null }) => author && `by ${author.name}`,
      left: ({ id }: { id: string }) => (id === 'b1' ? 3 : 0),
    },
    Film: { grams: ({ minutes }: { minutes: number }) => minutes * 2, left: () => null },
  },
};

export type LibraryName = 'users' | 'catalogue' | 'reviews' | 'stock';

export interface Library {
  readonly supergraphSdl: string;
  readonly subgraphs: Readonly<Record<LibraryName, HttpSubgraph>>;
  /** Composes them with others. */
  with(...others: ComposedSubgraph[]): string;
  /** Forgets what was asked and what was broken. */
  reset(): void;
  stop(): Promise<void>;
}

/** Starts the four subgraphs and composes them. */
export async function startLibrary(): Promise<Library> {
  const started = await Promise.all([users, catalogue, reviews, stock].map(startHttpSubgraph));
  const byName = (name: LibraryName) => {
    const found = started.find((subgraph) => subgraph.name === name);
    if (!found) throw new Error(`There is no subgraph ${name}`);
    return found;
  };
  return {
    supergraphSdl: composeSupergraph(started),
    with: (...others) => composeSupergraph([...started, ...others]),
    subgraphs: {
      users: byName('users'),
      catalogue: byName('catalogue'),
      reviews: byName('reviews'),
      stock: byName('stock'),
    },
    reset: () => {
      for (const subgraph of started) {
        subgraph.fault = null;
        subgraph.seen.length = 0;
      }
    },
    stop: async () => {
      await Promise.all(started.map((subgraph) => subgraph.stop()));
    },
  };
}
