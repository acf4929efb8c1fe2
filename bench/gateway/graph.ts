import { composeServices } from '@apollo/composition';
import { parse, type GraphQLSchema } from 'graphql';

export const subgraphNames = ['payments', 'users', 'organisations', 'risks'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

/** 2 is what all compose but Mercurius, which knows no other than 1 and asks each subgraph for it. */
type Edition = 1 | 2;

const head = (edition: Edition): string =>
  edition === 1
    ? ''
    : 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';

const query = (edition: Edition, fields: string): string =>
  edition === 1 ? `extend type Query { ${fields} }` : `type Query { ${fields} }`;

/** An entity of another subgraph, to which this one adds fields. */
const added = (edition: Edition, name: string, fields: string): string =>
  edition === 1
    ? `extend type ${name} @key(fields: "id") { id: ID! @external  ${fields} }`
    : `type ${name} @key(fields: "id") { id: ID!  ${fields} }`;

/** An entity of another subgraph that this one only names. */
const named = (edition: Edition, name: string): string =>
  edition === 1
    ? `extend type ${name} @key(fields: "id") { id: ID! @external }`
    : `type ${name} @key(fields: "id", resolvable: false) { id: ID! }`;

/** What a subgraph says of itself. */
export const sdlOf: Readonly<Record<SubgraphName, (edition: Edition) => string>> = {
  payments: (edition) => `${head(edition)}
    ${query(edition, 'payments(first: Int!): [Payment!]!')}
    type Payment @key(fields: "id") {
      id: ID!
      reference: String!
      note: String
      status: Status!
      createdAt: String!
      amount: Money!
      payer: User!
      recipient: User!
    }
    enum Status { PENDING COMPLETED FAILED }
    type Money { amountMinor: Int!  currency: String! }
    ${named(edition, 'User')}
  `,
  users: (edition) => `${head(edition)}
    ${query(edition, 'user(id: ID!): User')}
    type User @key(fields: "id") {
      id: ID!
      name: String!
      initials: String!
      pictureUrl: String
      organisation: Organisation!
    }
    ${named(edition, 'Organisation')}
  `,
  organisations: (edition) => `${head(edition)}
    ${query(edition, 'organisation(id: ID!): Organisation')}
    type Organisation @key(fields: "id") { id: ID!  name: String!  city: String!  owner: User! }
    ${named(edition, 'User')}
  `,
  risks: (edition) => `${head(edition)}
    ${query(edition, 'riskMax: Int!')}
    ${added(edition, 'Payment', 'risk: Risk!')}
    type Risk { score: Int!  reasons: [String!]! }
  `,
};

/** A question to a gateway, and the fewest fetches that it takes. */
export interface Question {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly fetchesMin: number;
}

/**
 * Four subgraphs and four fetches one after the other: payments, their users, the organisations of those, their owners, who
 * are users again; beside them the risks of the payments. Few users pay and are paid again and again.
 */
export const deep: Question = {
  name: 'Deep query',
  query: `
    query Payments($first: Int!) {
      payments(first: $first) {
        id
        reference
        note
        status
        createdAt
        amount { amountMinor currency }
        risk { score reasons }
        payer { ...Party }
        recipient { ...Party }
      }
    }
    fragment Party on User {
      id
      name
      initials
      pictureUrl
      organisation { id name city owner { id name initials } }
    }
  `,
  variables: { first: 20 },
  fetchesMin: 5,
};

/** A field of one subgraph. */
export const small: Question = {
  name: 'Small query',
  query: 'query Name($id: ID!) { user(id: $id) { name } }',
  variables: { id: 'user-3' },
  fetchesMin: 1,
};

export const questions: readonly Question[] = [deep, small];

/** What clients send. */
export const bodyOf = ({ query: text, variables }: Question): string =>
  JSON.stringify({ query: text, variables });

export type Addresses = Readonly<Record<SubgraphName, string>>;

/** The supergraph over subgraphs at these addresses, and the schema of who asks it. */
export function composeGraph(addresses: Addresses): { supergraphSdl: string; schema: GraphQLSchema } {
  const composed = composeServices(
    subgraphNames.map((name) => ({ name, url: addresses[name], typeDefs: parse(sdlOf[name](2)) })),
  );
  if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  const { supergraphSdl, schema } = composed;
  return { supergraphSdl, schema: schema.toAPISchema().toGraphQLJSSchema() };
}
