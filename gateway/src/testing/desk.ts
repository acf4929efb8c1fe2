import { userAudience, type EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { GraphQLError } from 'graphql';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { LiveGateway } from '../live/live-gateway.ts';
import type { LiveSubscription } from '../live/live-subscription.ts';
import { MemoryLiveStore } from '../live/memory-live-store.ts';
import type { JsonObject } from '../executor/json.ts';
import type { Caller } from '../operations/caller.ts';
import { federationLink, liveHeader, sharingHeader, type ComposedSubgraph } from './compose.ts';
import { startHttpSubgraph, type HttpSubgraph, type SubgraphDefinition } from './http-subgraph.ts';
import { startLibrary, type Library } from './library.ts';
import { prepareDrawn } from './prepare-drawn.ts';
import { openGraph, viewerWith, type OpenGraph } from './open-graph.ts';

/** Whom the desk's token is of: it is the claims themselves, and nothing is signed. */
const tokenSchema = z.object({
  userId: z.string(),
  sessionId: z.string(),
  scopes: z.array(z.string()),
  isExpired: z.boolean(),
});

const headersSchema = z.object({ authorization: z.string() });

function viewerOf(headers: unknown): z.infer<typeof tokenSchema> {
  const { authorization } = headersSchema.parse(headers);
  const viewer = tokenSchema.parse(JSON.parse(authorization.replace('Bearer ', '')));
  if (!viewer.isExpired) return viewer;
  throw new GraphQLError('Sign in again.', { extensions: { code: 'UNAUTHENTICATED' } });
}

type Ask = (source: { id: string }, args: unknown, headers: unknown) => unknown;

/** Null for whoever neither is the reader `u1` nor holds the scope. */
const ownOr =
  (scope: string, value: unknown): Ask =>
  (_source, _args, headers) => {
    const { userId, scopes } = viewerOf(headers);
    return userId === reader || scopes.includes(scope) ? value : null;
  };

const reader = '0199aa00-0000-7000-8000-0000000000a1';

/** What library items and people are to who asks: to anybody, to a session, to a user, to whoever holds a scope. */
const desk: SubgraphDefinition = {
  name: 'desk',
  sdl: `${federationLink('@key', '@requiresScopes', '@composeDirective')}${sharingHeader}
    type Query { bookNow(id: ID!): Book  readerNow(id: ID!): User }
    type Book @key(fields: "id") {
      id: ID!
      place: String @sameForAll
      fee(currency: String = "CHF"): String @sameForAll(with: ["fees:read"])
      reservedBy: String
      seenFrom: String
      repairs: String @requiresScopes(scopes: [["repairs:read"]]) @sameForAll
      borrower: User @sameForAll(with: ["fees:read"])
    }
    type User @key(fields: "id") { id: ID!  isMe: Boolean  card: String @sameForAll(with: ["cards:read"])  note: String }
  `,
  resolvers: {
    Query: {
      bookNow: (_source: unknown, { id }: { id: string }) => ({ id }),
      readerNow: (_source: unknown, { id }: { id: string }) => ({ id }),
    },
    Book: {
      place: ({ id }: { id: string }) => `Shelf ${id}`,
      fee: (source: { id: string }, { currency }: { currency: string | null }, headers: unknown) =>
        ownOr('fees:read', `2 ${currency}`)(source, {}, headers),
      reservedBy: ((_source, _args, headers) => `for ${viewerOf(headers).userId}`) satisfies Ask,
      seenFrom: ((_source, _args, headers) => `in ${viewerOf(headers).sessionId}`) satisfies Ask,
      repairs: () => 'none',
      borrower: ownOr('fees:read', { id: 'u2' }),
    },
    User: {
      isMe: (({ id }, _args, headers) => viewerOf(headers).userId.endsWith(id.slice(1))) satisfies Ask,
      card: ownOr('cards:read', '12-34'),
      note: (({ id }, _args, headers) => {
        if (viewerOf(headers).scopes.includes('cards:read')) return `about ${id}`;
        throw new GraphQLError('Not for you.', { extensions: { code: 'FORBIDDEN' } });
      }) satisfies Ask,
    },
  },
};

const liveDesk: ComposedSubgraph = {
  name: 'desk-live',
  url: 'amqp:desk',
  sdl: `${liveHeader}
    type Subscription { loanChanged(after: Cursor): LoanChanged! @event(types: ["library.loan.*"]) @authenticated }
    type LoanChanged { cursor: Cursor!  type: String!  at: DateTime!  days: Int  book: Book  reader: User }
    type Book @key(fields: "id", resolvable: false) { id: ID! }
    type User @key(fields: "id", resolvable: false) { id: ID! }
  `,
};

/** A caller of one session, whose token the desk can read. */
export function callerWith({
  isExpired = false,
  ...changes
}: Partial<Viewer> & { isExpired?: boolean } = {}): Caller {
  const viewer = { ...viewerWith(), userId: reader, authTime: new Date(1_000), ...changes };
  const { userId, sessionId, scopes } = viewer;
  const token = JSON.stringify({ userId, sessionId, scopes: [...scopes], isExpired });
  return { viewer, headers: { authorization: `Bearer ${token}` }, signal: new AbortController().signal };
}

/** A loan of the book `b1` to `u1`, told to these users. */
export const loanEvent = (...userIds: string[]): EventEnvelope =>
  loanOf({ bookId: 'b1', readerId: 'u1' }, ...userIds);

/** Which book is lent to whom. */
export interface Loan {
  readonly bookId: string;
  readonly readerId: string;
}

/** A loan, told to these users. */
export function loanOf(loan: Loan, ...userIds: string[]): EventEnvelope {
  return {
    specversion: '1.0',
    id: uuidv7(),
    source: '/library',
    type: 'library.loan.begun',
    subject: 'l1',
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    dataschema: 'library.loan.begun/1',
    audience: userIds.map(userAudience).join(' '),
    actor: 'system',
    data: { ...loan, days: 14 },
  };
}

/** The library with a desk whose answers depend on who asks, and live updates of loans, without sockets. */
export interface DeskFixture {
  readonly open: OpenGraph;
  readonly library: Library;
  readonly desk: HttpSubgraph;
  readonly store: MemoryLiveStore;
  readonly live: LiveGateway;
  subscribe(query: string, caller: Caller, variables?: JsonObject): Promise<LiveSubscription>;
  /** How often updates were hydrated since the last time it was asked. */
  hydrations(): Promise<number>;
  stop(): Promise<void>;
}

export async function startDesk(): Promise<DeskFixture> {
  const library = await startLibrary();
  const started = await startHttpSubgraph(desk);
  const open = openGraph(library.with(started, liveDesk));
  const { graph, clients, metrics, log } = open;
  const store = new MemoryLiveStore();
  const subscriptionsPerViewerMax = 1_000;
  const live = new LiveGateway({
    clients,
    log,
    store,
    metrics,
    introspection: true,
    subscriptionsPerViewerMax,
    subscriptionsMax: subscriptionsPerViewerMax,
  });
  return {
    open,
    library,
    desk: started,
    store,
    live,
    subscribe: (query, caller, variables = {}) => {
      const prepared = prepareDrawn(graph, query, metrics);
      return live.subscribe(prepared, variables, caller, '');
    },
    hydrations: async () => {
      const { values } = await metrics.hydrations.get();
      metrics.hydrations.reset();
      return values[0]?.value ?? 0;
    },
    stop: async () => {
      await open.close();
      await Promise.all([library.stop(), started.stop()]);
    },
  };
}
