import { mkdtempSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, readSubgraphs, staleFiles, writeComposed } from './compose.ts';

const header = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n`;

function subgraphs(sdl: Record<string, { schema: string; live?: string }>): string {
  const folder = mkdtempSync(join(tmpdir(), 'payloom-compose-'));
  for (const [name, { schema, live }] of Object.entries(sdl)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'schema.graphql'), header + schema);
    if (live !== undefined) writeFileSync(join(folder, name, 'live.graphql'), live);
  }
  return folder;
}

const payments = {
  schema: 'type Query { payment: Payment } type Payment @key(fields: "id") { id: ID! note: String }',
};
const live =
  'type Subscription { paymentChanged(after: Cursor): Payment! @event(types: ["payments.payment.*"]) } type Payment @key(fields: "id", resolvable: false) { id: ID! }';

it('composes a live.graphql as a virtual subgraph beside its real one', () => {
  const services = readSubgraphs(subgraphs({ payments: { ...payments, live } }));
  expect(services.map(({ name, url }) => [name, url])).toEqual([
    ['payments', 'http://payments:4000/graphql'],
    ['payments-live', 'amqp:payments'],
  ]);
  const { apiSdl, supergraphSdl } = compose(services);
  expect(apiSdl).toContain('paymentChanged(after: Cursor): Payment!');
  expect(apiSdl).not.toContain('@event');
  expect(supergraphSdl).toContain('@event(types: ["payments.payment.*"])');
});

it('names the subgraph and the reason when SDL cannot be read', () => {
  expect(() => readSubgraphs(subgraphs({ payments: { schema: 'type Query {' } }))).toThrow(
    /\[payments\] Syntax Error/,
  );
});

it('lists every reason when subgraphs do not fit together', () => {
  const folder = subgraphs({
    payments,
    admin: { schema: 'type Query { users: Int } type Payment @key(fields: "id") { id: ID! note: Int }' },
  });
  expect(() => compose(readSubgraphs(folder))).toThrow(/do not compose:\n {2}- .*Payment\.note/s);
});

it('knows what is stale, writes only that, and leaves no half file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'payloom-schema-'));
  const composed = compose(readSubgraphs(subgraphs({ payments })));
  expect(staleFiles(composed, folder)).toHaveLength(2);
  expect(writeComposed(composed, folder)).toHaveLength(2);
  expect(writeComposed(composed, folder)).toEqual([]);
  writeFileSync(join(folder, 'api.graphql'), 'edited by hand');
  expect(staleFiles(composed, folder)).toEqual([join(folder, 'api.graphql')]);
  expect(readFileSync(join(folder, 'api.graphql'), 'utf8')).toBe('edited by hand');
  expect(readdirSync(folder).sort()).toEqual(['api.graphql', 'supergraph.graphql']);
});

describe('what is the same for all', () => {
  const sharing = `
    extend schema @link(url: "https://payloom.dev/sharing/v1.0", import: ["@sameForAll"]) @composeDirective(name: "@sameForAll")
    directive @sameForAll(with: [String!]) on FIELD_DEFINITION | OBJECT
  `;
  const both = (one: string, other: string) => {
    const link = header.replace('"@key"', '"@key", "@shareable", "@composeDirective"');
    const folder = subgraphs({
      one: { schema: `${sharing} type Query { a: Money } ${one}` },
      other: { schema: `${sharing} type Query { b: Money } ${other}` },
    });
    for (const name of ['one', 'other']) {
      const path = join(folder, name, 'schema.graphql');
      writeFileSync(path, readFileSync(path, 'utf8').replace(header, link));
    }
    return () => compose(readSubgraphs(folder)).supergraphSdl;
  };
  const money = (said: string, onField = '') =>
    `type Money @shareable ${said} { amount: Int ${onField} } type User @key(fields: "id") { id: ID! }`;

  it('is composed where every subgraph says so, of a type or of its fields', () => {
    expect(both(money('@sameForAll'), money('', '@sameForAll'))()).toContain('@sameForAll');
    expect(both(money(''), money(''))()).not.toContain('Money @sameForAll');
  });

  it.each([
    ['of a field', money('', '@sameForAll'), money('')],
    ['of a type', money('@sameForAll'), money('')],
    ['with other scopes', money('@sameForAll'), money('@sameForAll(with: ["a"])')],
  ])('is refused where one speaks for the other: %s', (_name, one, other) => {
    expect(both(one, other)).toThrow(/do not compose:\n.*Money\.amount is composed with @sameForAll/s);
  });
});

describe('the events of a subscription', () => {
  const schema = `type Query { payout: Payout } type Payout @key(fields: "id") { id: ID! reason: String }`;
  const composed = (event: string, args = 'walletId: ID, currencies: [String!]') =>
    compose(
      readSubgraphs(
        subgraphs({
          payments: {
            schema,
            live: `type Subscription { changed(after: Cursor, ${args}): Payout! @event(${event}) }
              type Payout @key(fields: "id", resolvable: false) { id: ID! }`,
          },
        }),
      ),
    );

  it('are chosen by what their contracts hold', () => {
    const event = 'types: ["payments.payout.*"], where: ["walletId", "currencies: amount.currency"]';
    expect(composed(event).supergraphSdl).toContain('where: ["walletId", "currencies: amount.currency"]');
  });

  it.each([
    [
      'a type that nobody publishes',
      'types: ["payments.pay-out.*"]',
      'no event is called payments.pay-out.*',
    ],
    ['no argument of that name', 'types: ["payments.payout.*"], where: ["userId"]', 'no argument userId'],
    [
      'data that one of the events lacks',
      'types: ["payments.payout.*", "payments.payment.*"], where: ["walletId"]',
      'payments.payment.created has no walletId',
    ],
    [
      'something within what holds nothing',
      'types: ["payments.payout.*"], where: ["walletId: walletId.id"]',
      'payments.payout.requested has no walletId.id',
    ],
  ])('are refused by %s', (_name, event, reason) => {
    expect(() => composed(event)).toThrow(`[payments-live] Subscription.changed: ${reason}`);
  });
});

describe('what may be kept', () => {
  const caching = `
    extend schema @link(url: "https://payloom.dev/caching/v1.0", import: ["@cacheControl"]) @composeDirective(name: "@cacheControl")
    directive @cacheControl(maxAge: Int, inheritMaxAge: Boolean, changedBy: [String!], by: String) on FIELD_DEFINITION | OBJECT
  `;
  const composed = (control: string, onType = '') => {
    const schema = `${caching} type Query { payout: Payout }
      type Payout @key(fields: "id") ${onType} { id: ID! reason: String ${control} }`;
    const folder = subgraphs({ payments: { schema } });
    const path = join(folder, 'payments', 'schema.graphql');
    const link = header.replace('"@key"', '"@key", "@composeDirective"');
    writeFileSync(path, readFileSync(path, 'utf8').replace(header, link));
    return compose(readSubgraphs(folder)).supergraphSdl;
  };

  it.each([
    '@cacheControl(maxAge: 60, changedBy: ["payments.payout.*"], by: "payoutId")',
    '@cacheControl(maxAge: 1, changedBy: [])',
    '@cacheControl(inheritMaxAge: true)',
  ])('is told to the gateway: %s', (control) => {
    expect(composed(control)).toContain(control);
    expect(composed('', control)).toContain(control);
  });

  it.each([
    ['for too long', 'maxAge: 61, changedBy: []', 'maxAge is 1 to 60 seconds'],
    ['for no time', 'maxAge: 0, changedBy: []', 'maxAge is 1 to 60 seconds'],
    ['without a word of its changes', 'maxAge: 5', 'maxAge and changedBy, which may be empty, go together'],
    ['for nobody knows how long', 'changedBy: []', 'neither maxAge nor inheritMaxAge'],
    [
      'until what another subgraph tells of',
      'maxAge: 5, changedBy: ["auth.user.*"]',
      'auth.user.* are not its own events',
    ],
    [
      'until what nobody tells of',
      'maxAge: 5, changedBy: ["payments.pay-out.*"]',
      'no event is called payments.pay-out.*',
    ],
    [
      'until some of what may happen',
      'maxAge: 5, changedBy: ["payments.payout.settled"]',
      'payments.payout.settled is not like payments.payment.*',
    ],
    [
      'by what not all events tell',
      'maxAge: 5, changedBy: ["payments.payout.*"], by: "reason"',
      'payments.payout.requested has no reason',
    ],
  ])('is refused where it is %s', (_name, args, reason) => {
    expect(() => composed(`@cacheControl(${args})`)).toThrow(`[payments] Payout.reason: ${reason}.`);
    expect(() => composed('', `@cacheControl(${args})`)).toThrow(`[payments] Payout: ${reason}.`);
  });
});
