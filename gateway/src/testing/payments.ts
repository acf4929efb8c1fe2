import { createEvent } from '@payloom/event-contracts/catalogue';
import { roleAudience, userAudience, type EventEnvelope } from '@payloom/event-contracts/envelope';
import { v7 as uuidv7 } from 'uuid';
import { composeSupergraph, federationLink, liveHeader, type ComposedSubgraph } from './compose.ts';
import { startHttpSubgraph, type HttpSubgraph, type SubgraphDefinition } from './http-subgraph.ts';

/** A small likeness of the project's own graph: two subgraphs and what events feed. */
const payments: SubgraphDefinition = {
  name: 'payments',
  sdl: `${federationLink('@key', '@authenticated', '@requiresScopes', '@shareable', '@cost', '@listSize')}
    type Query { payment(id: ID!): Payment @authenticated  version: String!
      all(first: Int = 20): [Payment!] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
      page(first: Int = 20): Page @listSize(slicingArguments: ["first"], sizedFields: ["rows"], requireOneSlicingArgument: false)
      report(year: Int @cost(weight: 7), kind: ReportKind): String @cost(weight: 90)
    }
    enum ReportKind { SHORT FULL }
    type Page @shareable { total: Int  rows: [Payment!] }
    type Mutation { ping(times: Int): Int! }
    type Payment @key(fields: "id") {
      id: ID!
      status: String! @authenticated
      payer: User
      related(first: Int): [Payment!] @listSize(slicingArguments: ["first"], assumedSize: 5, requireOneSlicingArgument: false)
      ledger: String @requiresScopes(scopes: [["ledger:read"]])
    }
    type User @key(fields: "id") { id: ID! }
    type Money @shareable { amountMinor: Int!  currency: String! }
  `,
  resolvers: {
    Query: { payment: (_source: unknown, { id }: { id: string }) => ({ id }), version: () => '1' },
    Mutation: { ping: (_source: unknown, { times }: { times?: number }) => times ?? 1 },
    Payment: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      status: () => 'COMPLETED',
      payer: () => ({ id: 'payer-1' }),
      ledger: () => 'balanced',
    },
  },
};

const profile: SubgraphDefinition = {
  name: 'profile',
  sdl: `${federationLink('@key')}
    type Query { motto: String! }
    type User @key(fields: "id") { id: ID!  displayName: String  initials: String! }
  `,
  resolvers: {
    Query: { motto: () => 'weave “loosely”' },
    User: { displayName: ({ id }: { id: string }) => `Name of ${id}`, initials: () => 'NN' },
  },
};

/** The virtual subgraph; `more` adds fields to Subscription, `fields` to what a payment update carries. */
export const liveSubgraph = ({ more = '', fields = '' } = {}): ComposedSubgraph => ({
  name: 'payments-live',
  url: 'amqp:payments',
  sdl: `${liveHeader}
    type Subscription {
      paymentChanged(after: Cursor, paymentId: ID, currencies: [String!]): PaymentChanged!
        @event(types: ["payments.payment.*"], where: ["paymentId", "currencies: amount.currency"]) @authenticated
      entryAdded: EntryAdded @event(types: ["admin.audit-entry.added"]) @requiresScopes(scopes: [["audit:read"]])
      unfed: EntryAdded
      ${more}
    }
    type PaymentChanged { cursor: Cursor!  type: String!  at: DateTime!  payment: Payment!  amount: Money  reason: String ${fields} }
    type EntryAdded { cursor: Cursor!  action: String! }
    type Payment @key(fields: "id", resolvable: false) { id: ID! }
    type Money @shareable { amountMinor: Int!  currency: String! }
  `,
});

export interface PaymentsGraph {
  readonly payments: HttpSubgraph;
  readonly profile: HttpSubgraph;
  sdl(live?: ComposedSubgraph): string;
  stop(): Promise<void>;
}

export async function startPaymentsGraph(): Promise<PaymentsGraph> {
  const [first, second] = await Promise.all([startHttpSubgraph(payments), startHttpSubgraph(profile)]);
  return {
    payments: first,
    profile: second,
    sdl: (live = liveSubgraph()) => composeSupergraph([first, second, live]),
    stop: async () => {
      await Promise.all([first.stop(), second.stop()]);
    },
  };
}

/** A payment's event, seen by its payer and by administrators. */
export function paymentEvent(
  payerId: string,
  type: 'payments.payment.created' | 'payments.payment.completed' = 'payments.payment.created',
): EventEnvelope {
  const paymentId = uuidv7();
  return createEvent({
    type,
    subject: paymentId,
    audience: [userAudience(payerId), roleAudience('ADMIN')],
    actor: payerId,
    data: {
      paymentId,
      payerId,
      recipientId: uuidv7(),
      amount: { amountMinor: 2500, currency: 'EUR' },
      status: 'PENDING',
      reason: null,
    },
  });
}

/** An audit entry's event, seen by administrators. */
export function entryEvent(): EventEnvelope {
  const auditEntryId = uuidv7();
  return createEvent({
    type: 'admin.audit-entry.added',
    subject: auditEntryId,
    audience: [roleAudience('ADMIN')],
    actor: 'system',
    data: { auditEntryId, action: 'auth.user.registered' },
  });
}
