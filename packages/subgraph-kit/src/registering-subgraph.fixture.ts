import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordEvent } from '@payloom/messaging/outbox';
import { messagingTablesSql } from '@payloom/messaging/tables';
import type { SubgraphContext } from './context.ts';
import { defineOrm } from './orm.ts';

const migration = `
import { Migration } from '@mikro-orm/migrations';
export class Migration001 extends Migration {
  up() { for (const sql of ${JSON.stringify(messagingTablesSql)}) this.addSql(sql); }
}`;
const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { isThere: Boolean! }
  type Mutation { register(subject: ID!): Boolean! }`;

export const registeredUserId = '0199aa00-0000-7000-8000-000000000001';

async function register(_: unknown, { subject }: { subject: string }, { em }: SubgraphContext) {
  const userId = registeredUserId;
  const data = { userId, email: 'a@b.test', displayName: 'A', role: 'CUSTOMER', status: 'ACTIVE' } as const;
  recordEvent(em, { type: 'auth.user.registered', subject, data, audience: [], actor: userId });
  await em.flush();
  return true;
}

/** What a subgraph is made of that owns nothing: `register` records `auth.user.registered` about a subject. */
export async function makeRegisteringSubgraph() {
  // Beside the sources, where the migration finds its packages.
  const folder = await mkdtemp(join(import.meta.dirname, '__generated__-'));
  await writeFile(join(folder, 'Migration001.ts'), migration);
  await writeFile(join(folder, 'schema.graphql'), sdl);
  const parts = {
    name: 'bell',
    schemaPath: join(folder, 'schema.graphql'),
    resolvers: { Query: { isThere: () => true }, Mutation: { register } },
    context: (base: SubgraphContext) => base,
  };
  const orm = (databaseUrl: string) => defineOrm({ databaseUrl, entities: [], migrationsPath: folder });
  return { parts, orm, remove: () => rm(folder, { recursive: true, force: true }) };
}
