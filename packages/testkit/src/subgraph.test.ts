import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineEventHandler } from '@payloom/messaging/event-handler';
import { recordEvent } from '@payloom/messaging/outbox';
import { messagingTablesSql } from '@payloom/messaging/tables';
import { requireViewer, type SubgraphContext } from '@payloom/subgraph-kit/context';
import { defineOrm } from '@payloom/subgraph-kit/orm';
import { startTestSubgraph, type TestSubgraph } from './subgraph.ts';

const userId = '0199aa00-0000-7000-8000-000000000001';
const migration = `
import { Migration } from '@mikro-orm/migrations';
export class Migration001 extends Migration {
  up() { for (const sql of ${JSON.stringify(messagingTablesSql)}) this.addSql(sql); }
}`;
const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated"])
  type Query { whoAmI: ID! @authenticated }
  type Mutation { ring: Boolean! @authenticated }`;

const resolvers = {
  Query: { whoAmI: (_: unknown, _args: unknown, context: SubgraphContext) => requireViewer(context).userId },
  Mutation: {
    ring: async (_: unknown, _args: unknown, { em }: SubgraphContext) => {
      recordEvent(em, {
        type: 'payments.wallet.opened',
        subject: userId,
        data: { walletId: userId, userId, currency: 'EUR' },
        audience: [],
        actor: 'system',
      });
      await em.flush();
      return true;
    },
  },
};

describe('startTestSubgraph', () => {
  let folder: string;
  let subgraph: TestSubgraph;
  const seen: string[] = [];

  beforeAll(async () => {
    // Beside the sources, where the migration finds its packages.
    folder = await mkdtemp(join(import.meta.dirname, '__generated__-'));
    await writeFile(join(folder, 'Migration001.ts'), migration);
    await writeFile(join(folder, 'schema.graphql'), sdl);
    subgraph = await startTestSubgraph({
      name: 'bell',
      schemaPath: join(folder, 'schema.graphql'),
      resolvers,
      context: (base) => base,
      orm: (databaseUrl) => defineOrm({ databaseUrl, entities: [], migrationsPath: folder }),
      consumes: [
        defineEventHandler({
          queue: 'profile.profiles.create',
          type: 'auth.user.registered',
          handle: async (event) => void seen.push(event.data.userId),
        }),
      ],
    });
  });

  afterAll(async () => {
    await subgraph?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('answers operations for the viewer a test names', async () => {
    const signedIn = await subgraph.execute('{ whoAmI }', {}, { as: { userId } });
    const anonymous = await subgraph.execute('{ whoAmI }');
    expect(signedIn.data).toEqual({ whoAmI: userId });
    expect(anonymous.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('sends tokens as they are', async () => {
    const expired = await subgraph.issuer.sign({ userId }, -1);
    const answer = await subgraph.execute('{ whoAmI }', {}, { as: expired });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ reason: 'TOKEN_EXPIRED' });
  });

  it('hears what the subgraph publishes', async () => {
    await subgraph.execute('mutation { ring }', {}, { as: { userId } });
    await subgraph.eventually(() =>
      expect(subgraph.published.map(({ type }) => type)).toContain('payments.wallet.opened'),
    );
  });

  it('gives the subgraph events of others, once each', async () => {
    const event = await subgraph.publish({
      type: 'auth.user.registered',
      subject: userId,
      data: { userId, email: 'bell@payloom.test', displayName: 'Bell', role: 'CUSTOMER', status: 'ACTIVE' },
      audience: [],
      actor: userId,
    });
    await subgraph.publishAgain(event);
    await subgraph.eventually(() =>
      expect(subgraph.published.filter(({ id }) => id === event.id)).toHaveLength(2),
    );
    await subgraph.eventually(() => expect(seen).toEqual([userId]));
  });
});
