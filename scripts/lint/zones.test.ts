import { join } from 'node:path';
import { judgeImport, readPackageFolders } from './zones.ts';

const packages = readPackageFolders(join(import.meta.dirname, '../..'));
const judge = (from: string, source: string) => judgeImport(from, source, packages);

it.each([
  ['packages/messaging/src/relay.ts', '@payloom/event-contracts/envelope'],
  ['packages/subgraph-kit/src/orm.ts', '@payloom/messaging/outbox'],
  ['subgraphs/payments/src/main.ts', '@payloom/subgraph-kit/start-subgraph'],
  ['subgraphs/payments/src/operations/make-payment.ts', '../entities/payment.entity.ts'],
  ['subgraphs/payments/src/operations/make-payment.test.ts', '@payloom/testkit/subgraph'],
  ['gateway/src/env.ts', '@payloom/subgraph-kit/env'],
  ['gateway/explorer/build.ts', '@payloom/rspack-config/client-config'],
  ['clients/remotes/auth/src/pages/sign-in.tsx', '../features/sign-in/sign-in-form.tsx'],
  ['clients/remotes/auth/src/features/sign-in/sign-in-form.tsx', '../../problems/problem.ts'],
  ['clients/remotes/auth/src/features/sign-in/sign-in-form.tsx', '@payloom/ui-kit/button'],
  ['clients/shared/session/src/session.ts', '@payloom/apollo-client/graph'],
  ['scripts/build/build-site.ts', '@payloom/rspack-config/build-clients'],
  ['scripts/codegen/trusted-documents.ts', '../../gateway/explorer/src/session-documents.ts'],
  ['bench/start.ts', '../scripts/start/processes.ts'],
  ['subgraphs/auth/src/main.ts', 'fastify'],
  ['subgraphs/auth/src/main.ts', 'node:fs'],
])('%s may import %s', (from, source) => {
  expect(judge(from, source)).toBeUndefined();
});

it.each([
  [
    'packages/event-contracts/src/catalogue.ts',
    '@payloom/messaging/broker',
    'package event-contracts may not import package messaging',
  ],
  [
    'packages/messaging/src/relay.ts',
    '@payloom/subgraph-kit/orm',
    'package messaging may not import package subgraph-kit',
  ],
  [
    'subgraphs/payments/src/main.ts',
    '@payloom/auth-subgraph/env',
    'subgraph payments may not import subgraph auth',
  ],
  [
    'subgraphs/payments/src/main.ts',
    '../../auth/src/env.ts',
    'subgraph payments may not import subgraph auth',
  ],
  [
    'subgraphs/payments/src/main.ts',
    '@payloom/testkit/tokens',
    'subgraph payments may not import package testkit',
  ],
  ['gateway/src/main.ts', '../../subgraphs/auth/src/env.ts', 'gateway may not import subgraph auth'],
  ['clients/shell/src/app.tsx', '@payloom/payments-remote/entry', 'shell may not import remote payments'],
  [
    'clients/remotes/auth/src/entry.tsx',
    '../../payments/src/entry.tsx',
    'remote auth may not import remote payments',
  ],
  [
    'clients/remotes/auth/src/entry.tsx',
    '@payloom/event-contracts/envelope',
    'remote auth may not import package event-contracts',
  ],
  [
    'clients/remotes/auth/src/entry.test.tsx',
    '@payloom/testkit/tokens',
    'remote auth may not import package testkit',
  ],
  [
    'clients/shared/session/src/session.ts',
    '../../../shell/src/app.tsx',
    'clients/shared may not import shell',
  ],
  [
    'clients/shared/session/src/session.ts',
    '@payloom/messaging/broker',
    'clients/shared may not import package messaging',
  ],
  ['subgraphs/payments/src/main.ts', '../../../packages/messaging/src/broker.ts', 'import it by its name'],
  [
    'clients/remotes/auth/src/features/sign-in/form.tsx',
    '../register/form.tsx',
    'One feature may not import another',
  ],
])('%s may not import %s', (from, source, reason) => {
  expect(judge(from, source)).toContain(reason);
});
