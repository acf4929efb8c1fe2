import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { GraphQLError } from 'graphql';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { MemoryCacheStore } from '../cache/memory-cache-store.ts';
import type { CacheStore } from '../cache/cache-store.ts';
import { ResponseCache } from '../cache/response-cache.ts';
import {
  composeSupergraph,
  federationLink,
  liveHeader,
  sharingHeader,
  type ComposedSubgraph,
} from './compose.ts';
import { startHttpSubgraph, type HttpSubgraph, type SubgraphDefinition } from './http-subgraph.ts';
import { openGraph, viewerWith, type OpenGraph, type PlainResult, type RunOptions } from './open-graph.ts';

/** Lets the SDL of a subgraph say what may be kept; `@composeDirective` has to be imported. */
export const cachingHeader = `
  extend schema
    @link(url: "https://payloom.dev/caching/v1.0", import: ["@cacheControl"])
    @composeDirective(name: "@cacheControl")
  directive @cacheControl(maxAge: Int, inheritMaxAge: Boolean, changedBy: [String!], by: String) on FIELD_DEFINITION | OBJECT
`;

const imports = federationLink(
  '@key',
  '@authenticated',
  '@requiresScopes',
  '@shareable',
  '@composeDirective',
);
const ofUser = '@cacheControl(maxAge: 60, changedBy: ["people.user.*"], by: "userId")';

const tokenSchema = z.object({ userId: z.string(), scopes: z.array(z.string()) });
/** Of a real token, which nobody here checks. */
const claimsSchema = z
  .object({ sub: z.string(), scope: z.string() })
  .transform(({ sub, scope }) => ({ userId: sub, scopes: scope.split(' ') }));
const headersSchema = z.object({ authorization: z.string().optional() });
type Asker = z.infer<typeof tokenSchema>;

/** A person as the subgraph has them; the version tells which of their states an answer was made of. */
export interface Person {
  name: string;
  version: number;
}

/** What the subgraphs of the cache's tests know, and what tests change. */
export class People {
  readonly #people = new Map<string, Person>();
  motto = 'weave';

  of(id: string): Person {
    const person = this.#people.get(id) ?? { name: `Name of ${id}`, version: 0 };
    this.#people.set(id, person);
    return person;
  }

  /** Gives somebody another name. Returns the event that tells of it. */
  rename(id: string, name = `Name ${this.of(id).version + 1} of ${id}`): EventEnvelope {
    const person = this.of(id);
    person.version += 1;
    person.name = name;
    return this.eventOf(id);
  }

  /** Tells that somebody has changed. */
  eventOf(id: string): EventEnvelope {
    return changeEvent('people.user.renamed', { userId: id });
  }

  /** Has everybody be told something else. Returns the event that tells of it. */
  say(motto: string): EventEnvelope {
    this.motto = motto;
    return changeEvent('people.motto.said', { mottoId: 'everybody' });
  }

  reset(): void {
    this.#people.clear();
    this.motto = 'weave';
  }
}

/** An event for nobody in particular, whose subject is the first of what it tells. */
export function changeEvent(type: string, data: Record<string, string>): EventEnvelope {
  return {
    specversion: '1.0',
    id: uuidv7(),
    source: `/${type.split('.')[0]}`,
    type,
    subject: Object.values(data)[0] ?? 'none',
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    dataschema: `${type}/1`,
    audience: '',
    actor: 'system',
    data,
  };
}

function askerOf(headers: unknown): Asker {
  const { authorization } = headersSchema.parse(headers);
  if (authorization === undefined) return { userId: 'nobody', scopes: [] };
  if (authorization === 'Bearer expired')
    throw new GraphQLError('Sign in again.', { extensions: { code: 'UNAUTHENTICATED' } });
  const token = authorization.replace('Bearer ', '');
  if (token.startsWith('{')) return tokenSchema.parse(JSON.parse(token));
  const [, claims = ''] = token.split('.');
  return claimsSchema.parse(JSON.parse(Buffer.from(claims, 'base64url').toString()));
}

const live: ComposedSubgraph = {
  name: 'people-live',
  url: 'amqp:people',
  sdl: `${liveHeader}
    type Subscription { userChanged(after: Cursor): UserChanged! @event(types: ["people.user.*"]) @authenticated }
    type UserChanged { cursor: Cursor!  user: User! }
    type User @key(fields: "id", resolvable: false) { id: ID! }
  `,
};

const lists: SubgraphDefinition = {
  name: 'lists',
  sdl: `${imports}
    type Query { person(id: ID!): User  people(ids: [ID!]!): [User!]! }
    type User @key(fields: "id") { id: ID! }
  `,
  resolvers: {
    Query: {
      person: (_source: unknown, { id }: { id: string }) => ({ id }),
      people: (_source: unknown, { ids }: { ids: string[] }) => ids.map((id) => ({ id })),
    },
  },
};

const who = (_source: unknown, _args: unknown, headers: unknown) => askerOf(headers).userId;

const peopleSdl = `${imports}${sharingHeader}${cachingHeader}
  type Query {
    motto(loud: Boolean): String @sameForAll @cacheControl(maxAge: 60, changedBy: ["people.motto.*"])
    asker: String @cacheControl(maxAge: 60, changedBy: ["people.user.*"])
    brief: String @sameForAll @cacheControl(maxAge: 1, changedBy: [])
    unmarked: String
  }
  type Mutation { rename(id: ID!, name: String!): Card! }
  type Card { text: String }
  type User @key(fields: "id") {
    id: ID!
    name(upper: Boolean): String @sameForAll ${ofUser}
    version: Int @sameForAll ${ofUser}
    email: String @sameForAll(with: ["users:read"]) ${ofUser}
    audit: String @requiresScopes(scopes: [["users:read"]]) @sameForAll ${ofUser}
    diary: String @authenticated ${ofUser}
    address: Address @sameForAll ${ofUser}
    friends: [User!] @sameForAll ${ofUser}
    mood: String
    fault: String @sameForAll ${ofUser}
  }
  type Address @sameForAll @cacheControl(inheritMaxAge: true) { street: String }
`;

const own = (id: string, { userId, scopes }: Asker, scope: string) => userId === id || scopes.includes(scope);

type Ref = { id: string };

const rootResolvers = (people: People) => ({
  Query: {
    motto: (_source: unknown, { loud }: { loud?: boolean }) =>
      loud ? people.motto.toUpperCase() : people.motto,
    asker: who,
    brief: () => 'brief',
    unmarked: who,
  },
  Mutation: {
    rename: (_source: unknown, { id, name }: { id: string; name: string }) => {
      people.rename(id, name);
      return { text: name };
    },
  },
});

const userResolvers = (people: People) => ({
  __resolveReference: ({ id }: Ref) => (id === 'gone' ? null : { id }),
  name: ({ id }: Ref, { upper }: { upper?: boolean }) =>
    upper ? people.of(id).name.toUpperCase() : people.of(id).name,
  version: ({ id }: Ref) => people.of(id).version,
  email: ({ id }: Ref, _args: unknown, headers: unknown) =>
    own(id, askerOf(headers), 'users:read') ? `${id}@example.org ${people.of(id).version}` : null,
  audit: ({ id }: Ref, _args: unknown, headers: unknown) => {
    if (askerOf(headers).scopes.includes('users:read')) return `audit of ${id} ${people.of(id).version}`;
    throw new GraphQLError('Not for you.', { extensions: { code: 'FORBIDDEN' } });
  },
  diary: ({ id }: Ref, _args: unknown, headers: unknown) =>
    own(id, askerOf(headers), '') ? `diary of ${id} ${people.of(id).version}` : null,
  address: ({ id }: Ref) => ({ street: `Street of ${people.of(id).name}` }),
  friends: ({ id }: Ref) => [{ id: `${id}-friend` }],
  mood: ({ id }: Ref, _args: unknown, headers: unknown) => `${id} to ${askerOf(headers).userId}`,
  fault: ({ id }: Ref) => {
    if (id.startsWith('bad')) throw new GraphQLError(`No ${id}.`, { extensions: { code: 'NOT_FOUND' } });
    return `fine ${people.of(id).version}`;
  },
});

/** What is kept, over this state. */
const peopleSubgraph = (people: People): SubgraphDefinition => ({
  name: 'people',
  sdl: peopleSdl,
  resolvers: { ...rootResolvers(people), User: userResolvers(people) },
});

/** A caller whose token the subgraphs can read. */
export function callerOf(userId: string, scopes: readonly string[] = [], changes: Partial<Viewer> = {}) {
  const viewer: Viewer = { ...viewerWith(...scopes), userId, ...changes };
  return {
    viewer,
    headers: { authorization: `Bearer ${JSON.stringify({ userId, scopes: [...viewer.scopes] })}` },
  };
}

export interface CachedGraphOptions {
  readonly store?: CacheStore;
  readonly hears?: () => boolean;
}

/** One gateway over the graph, with a cache and without a server. */
export interface CachedGraph {
  readonly cache: ResponseCache;
  run(query: string, options?: RunOptions): Promise<PlainResult>;
  /** How many lookups had each outcome. */
  outcomes(): Promise<Record<string, number>>;
}

export interface CachedGraphFixture {
  readonly people: People;
  readonly sdl: string;
  readonly open: OpenGraph;
  readonly subgraph: HttpSubgraph;
  /** Of another gateway, or one with another store. */
  gateway(options?: CachedGraphOptions): CachedGraph;
  /** How often what is kept was asked of its subgraph since this was last asked. */
  fetches(): number;
  stop(): Promise<void>;
}

export async function startCachedGraph(): Promise<CachedGraphFixture> {
  const people = new People();
  const [subgraph, other] = await Promise.all([
    startHttpSubgraph(peopleSubgraph(people)),
    startHttpSubgraph(lists),
  ]);
  const sdl = composeSupergraph([subgraph, other, live]);
  const open = openGraph(sdl, { fetchTimeoutMs: 20_000 });
  const gateway = ({ store = new MemoryCacheStore(), hears = () => true }: CachedGraphOptions = {}) => {
    const { metrics } = open;
    const cache = new ResponseCache({ store, hears, isOn: true, metrics });
    return {
      cache,
      run: (query: string, options: RunOptions = {}) => open.run(query, { cache, ...options }),
      outcomes: async () => {
        const { values } = await metrics.cacheLookups.get();
        metrics.cacheLookups.reset();
        const counts: Record<string, number> = {};
        for (const { labels, value } of values) {
          const outcome = String(labels.outcome);
          counts[outcome] = (counts[outcome] ?? 0) + value;
        }
        return counts;
      },
    };
  };
  return {
    people,
    sdl,
    open,
    subgraph,
    gateway,
    fetches: () => subgraph.seen.splice(0).length,
    stop: async () => {
      await open.close();
      await Promise.all([subgraph.stop(), other.stop()]);
    },
  };
}
