import { classifyChange, summarise } from './changes.ts';

const services = ['admin', 'auth', 'payments', 'profile', 'gateway'];

it.each([
  ['subgraphs/payments/schema.graphql', { kind: 'sdl', subgraph: 'payments' }],
  ['subgraphs/payments/live.graphql', { kind: 'sdl', subgraph: 'payments' }],
  ['subgraphs/auth/src/resolvers/mappers.ts', { kind: 'mappers', subgraph: 'auth' }],
  ['subgraphs/auth/src/operations/register.ts', { kind: 'service', name: 'auth' }],
  ['subgraphs/auth/migrations/Migration001.ts', { kind: 'service', name: 'auth' }],
  ['gateway/src/main.ts', { kind: 'service', name: 'gateway' }],
  ['packages/messaging/src/relay.ts', { kind: 'packages' }],
  ['clients/remotes/payments/src/features/make-payment/make-payment.graphql', { kind: 'operation' }],
])('an edit of %s calls for %j', (path, change) => {
  expect(classifyChange(path)).toEqual(change);
});

it.each([
  'subgraphs/auth/src/resolvers/__generated__/resolver-types.ts',
  'subgraphs/auth/src/operations/register.test.ts',
  'subgraphs/auth/test/flow.ts',
  'subgraphs/auth/README.md',
  'packages/testkit/src/postgres.ts',
  'packages/messaging/src/broker.contract.ts',
  'clients/shell/src/app.tsx',
  'gateway/dist/explorer/index.html',
])('an edit of %s calls for nothing', (path) => {
  expect(classifyChange(path)).toBeUndefined();
});

it('composes and generates once for a batch, and starts each service again once', () => {
  const work = summarise(
    [
      { kind: 'sdl', subgraph: 'payments' },
      { kind: 'sdl', subgraph: 'admin' },
      { kind: 'service', name: 'payments' },
      { kind: 'operation' },
    ],
    services,
  );
  expect(work).toEqual({ compose: true, generate: true, restart: ['admin', 'payments'] });
});

it('starts only its service again for a server file', () => {
  expect(summarise([{ kind: 'service', name: 'gateway' }], services)).toEqual({
    compose: false,
    generate: false,
    restart: ['gateway'],
  });
});

it('starts every service again for a package', () => {
  expect(summarise([{ kind: 'packages' }], services).restart).toEqual(services);
});
