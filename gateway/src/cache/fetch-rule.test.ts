import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeSupergraph, federationLink, sharingHeader } from '../testing/compose.ts';
import { cachingHeader } from '../testing/cached-graph.ts';
import { openGraph, type OpenGraph } from '../testing/open-graph.ts';
import { fetchRuleOf } from './fetch-rule.ts';

const root = join(import.meta.dirname, '../../..');

/** What is fetched of an entity. */
const of = (typeName: string, selection: string, name = '') =>
  `query ${name}($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${typeName} { ${selection} } } }`;

describe('of the graph of the project', () => {
  let open: OpenGraph;
  beforeAll(() => void (open = openGraph(readFileSync(join(root, 'schema/supergraph.graphql'), 'utf8'))));
  afterAll(() => open.close());
  const ruleOf = (operation: string) => fetchRuleOf(open.graph, operation);
  const profile = { family: 'profile.profile', byEntity: true };

  it('names and pictures are kept for everybody, until their profile changes', () => {
    expect(ruleOf(of('User', '__typename id displayName avatar { id url(size: 64) }'))).toMatchObject({
      isOfEntities: true,
      maxAgeMs: 60_000,
      changedBy: [profile],
      sharing: { scopes: [], requirement: { scopes: [], policies: [] } },
    });
  });

  it('what administrators see of others is kept for those who may see it', () => {
    const rule = ruleOf(of('User', 'profile { displayName address { city } user { id } } email'));
    expect(rule).toMatchObject({ sharing: { scopes: ['users:read'] } });
    const page = ruleOf(of('User', 'email status emailVerified role maskedEmail'));
    expect(page).toMatchObject({ changedBy: [{ family: 'auth.user', byEntity: true }] });
  });

  it('a profile that is found by itself is kept as one that is found by its user', () => {
    expect(ruleOf(of('Profile', 'displayName notificationChoices { kind byEmail }'))).toMatchObject({
      changedBy: [profile],
      sharing: { scopes: ['users:read'] },
    });
  });

  it('the notice is kept until there is another one', () => {
    const changedBy = [{ family: 'admin.notice', byEntity: false }];
    expect(ruleOf('{ notice { id text } }')).toMatchObject({ isOfEntities: false, changedBy });
    expect(ruleOf(of('Notice', 'text'))).toMatchObject({ isOfEntities: true, changedBy });
  });

  it.each([
    ['what is in a wallet', of('User', 'wallets { balance { amountMinor } }')],
    ['a wallet', of('Wallet', 'id balance { amountMinor currency }')],
    ['a payment', of('Payment', 'status amount { amountMinor }')],
    ['where somebody is signed in', of('User', 'sessions { edges { node { isCurrent } } }')],
    ['whether codes are asked for', of('User', 'email totpOn')],
    ['what somebody was told', of('User', 'displayName notifications { unreadCount }')],
    ['who is signed in', '{ viewer { id } }'],
    ['keys alone', of('User', '__typename id')],
  ])('%s is never kept', (_name, operation) => {
    expect(ruleOf(operation)).toBeNull();
  });

  it('is the same for the same fetch of another operation, and another for another one', () => {
    const [one, same, other] = [
      ruleOf(of('User', 'displayName', 'Payments__profile__3')),
      ruleOf(of('User', 'displayName', 'Users__profile__1')),
      ruleOf(of('User', 'name: displayName', 'Users__profile__1')),
    ];
    expect(one?.identity).toBe(same?.identity);
    expect(one?.identity).not.toBe(other?.identity);
  });
});

describe('of types and what leads to them', () => {
  const sdl = `${federationLink('@key', '@composeDirective', '@requiresScopes')}${sharingHeader}${cachingHeader}
    type Query { item: Item @cacheControl(maxAge: 10, changedBy: ["a.item.*"])  loose: Item  any: Thing @cacheControl(maxAge: 5, changedBy: ["a.thing.*"]) }
    interface Thing { name: String  size: Int  colour: String }
    type Item implements Thing @key(fields: "id") {
      id: ID!
      name: String @cacheControl(maxAge: 30, changedBy: ["a.item.*"], by: "itemId")
      size: Int @cacheControl(maxAge: 300, changedBy: ["a.size.*"], by: "itemId") @sameForAll(with: ["s"])
      colour: String
      box: Box @cacheControl(maxAge: 20, changedBy: ["a.box.*"], by: "itemId")
      wrong: Int @cacheControl(maxAge: 20, changedBy: ["a.#"])
      silent: Int @cacheControl(maxAge: 20)
      inherited: Int @cacheControl(inheritMaxAge: true)
      secret: Int @requiresScopes(scopes: [["s"]]) @cacheControl(maxAge: 20, changedBy: []) @sameForAll
    }
    type Other implements Thing { name: String @cacheControl(maxAge: 20, changedBy: ["a.other.*"])  size: Int  colour: String }
    type Box @cacheControl(inheritMaxAge: true) { label: String  kept: Int @cacheControl(maxAge: 7, changedBy: ["a.kept.*"], by: "itemId")  not: Item }
  `;
  let open: OpenGraph;
  beforeAll(() => void (open = openGraph(composeSupergraph([{ name: 'a', url: 'http://a', sdl }]))));
  afterAll(() => open.close());
  const ruleOf = (operation: string) => fetchRuleOf(open.graph, operation);
  const changedBy = (operation: string) =>
    ruleOf(operation)?.changedBy.map(({ family, byEntity }) => `${family}${byEntity ? ' of it' : ''}`);

  it('is as short as the shortest of its fields, at most a minute, and changed by all that changes one', () => {
    expect(ruleOf(of('Item', 'name size'))?.maxAgeMs).toBe(30_000);
    expect(ruleOf(of('Item', 'size'))?.maxAgeMs).toBe(60_000);
    expect(changedBy(of('Item', 'name size'))).toEqual(['a.item of it', 'a.size of it']);
  });

  it('is changed by every event where it is not the entity that the fetch is for', () => {
    expect(changedBy('{ item { name } }')).toEqual(['a.item']);
    expect(changedBy(of('Item', 'box { label kept }'))).toEqual(['a.box of it', 'a.kept']);
    expect(ruleOf(of('Item', 'box { label kept }'))?.maxAgeMs).toBe(7_000);
  });

  it('takes what of an interface might be behind it', () => {
    expect(changedBy('{ any { name } }')).toEqual(['a.thing', 'a.item', 'a.other']);
    expect(
      changedBy('query { any { ...F } } fragment F on Thing { __typename ... on Item { size } }'),
    ).toEqual(['a.thing', 'a.size']);
  });

  it('is shared by those who get the same and may see all of it', () => {
    expect(ruleOf(of('Item', 'size'))?.sharing).toEqual({ scopes: ['s'], requirement: null });
    expect(ruleOf(of('Item', 'size name'))?.sharing).toBeNull();
    expect(ruleOf(of('Item', 'secret'))?.sharing).toEqual({
      scopes: [],
      requirement: { scopes: [[['s']]], policies: [] },
    });
  });

  it.each([
    ['a field that says nothing', of('Item', 'name colour')],
    ['a field of an interface that one type says nothing of', '{ any { size } }'],
    ['a root field that says nothing', '{ loose { name } }'],
    ['what leads on to something that says nothing', of('Item', 'box { not { colour } }')],
    ['an entity of which nothing but what inherits is said', of('Item', 'inherited')],
    ['that, beside something that is said', of('Item', 'name inherited')],
    ['one that does not say what changes it', of('Item', 'silent')],
    ['one that does not name a family of events', of('Item', 'wrong')],
  ])('is none for %s', (_name, operation) => {
    expect(ruleOf(operation)).toBeNull();
  });
});
