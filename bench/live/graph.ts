import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const federation = (...imports: string[]): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${JSON.stringify(imports)})\n`;

const sharing = `
  extend schema
    @link(url: "https://payloom.dev/sharing/v1.0", import: ["@sameForAll"])
    @composeDirective(name: "@sameForAll")
  directive @sameForAll(with: [String!]) on FIELD_DEFINITION | OBJECT
`;

export const paymentsSdl = `${federation('@key', '@composeDirective')}${sharing}
  type Query { payment(id: ID!): Payment }
  type Payment @key(fields: "id") @sameForAll {
    id: ID!
    status: String!
    reference: String!
    note: String
    createdAt: String!
    amount: Money!
    payer: User!
    recipient: User!
  }
  type Money @sameForAll { amountMinor: Int!  currency: String! }
  type User @key(fields: "id") { id: ID! }
`;

export const profileSdl = `${federation('@key', '@composeDirective')}${sharing}
  type Query { user(id: ID!): User }
  type User @key(fields: "id") @sameForAll { id: ID!  displayName: String!  initials: String!  pictureUrl: String }
`;

const liveTypes = `
  scalar Cursor
  scalar DateTime
  type PaymentChanged { cursor: Cursor!  type: String!  at: DateTime!  payment: Payment! }
`;

/** Our gateway answers it from the events; for Hive Gateway `feed-subgraph.ts` serves it. Both get this SDL. */
const liveSdl = `
  ${federation('@key', '@composeDirective')}
  extend schema
    @link(url: "https://payloom.dev/live/v1.0", import: ["@event"])
    @composeDirective(name: "@event")
  directive @event(types: [String!]!, where: [String!]) on FIELD_DEFINITION
  ${liveTypes}
  type Subscription {
    paymentChanged(after: Cursor, payerId: ID): PaymentChanged!
      @event(types: ["payments.payment.*"], where: ["payerId"])
  }
  type Payment @key(fields: "id", resolvable: false) { id: ID! }
`;

/** What the feed executes itself: the same without a word of federation. */
export const feedSdl = `
  ${liveTypes}
  type Query { nothing: Int }
  type Subscription { paymentChanged(after: Cursor, payerId: ID): PaymentChanged! }
  type Payment { id: ID! }
`;

/** What every client subscribes to, at either gateway; hydrated by a fetch from each of two subgraphs, one after the other. */
export const subscription = `
  subscription Changes($after: Cursor, $payerId: ID) {
    paymentChanged(after: $after, payerId: $payerId) {
      cursor
      type
      at
      payment {
        id
        status
        reference
        note
        createdAt
        amount { amountMinor currency }
        payer { id displayName initials pictureUrl }
        recipient { id displayName initials pictureUrl }
      }
    }
  }
`;

export interface Addresses {
  readonly payments: string;
  readonly profile: string;
  readonly live: string;
}

/** The supergraph over subgraphs at these addresses. */
export function composeGraph({ payments, profile, live }: Addresses): string {
  const composed = composeServices([
    { name: 'payments', url: payments, typeDefs: parse(paymentsSdl) },
    { name: 'profile', url: profile, typeDefs: parse(profileSdl) },
    { name: 'live', url: live, typeDefs: parse(liveSdl) },
  ]);
  if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  return composed.supergraphSdl;
}
