import { MikroORM, type Options } from '@mikro-orm/postgresql';
import { databaseEnvSchema, readEnv } from './env.ts';

/**
 * Brings the database of the subgraph `name` up to its newest migration, and ends: what a deployment runs once before
 * several replicas start. Those migrate too, and then find nothing to do.
 */
export async function migrate(name: string, ormConfig: (databaseUrl: string) => Options): Promise<void> {
  const { databaseUrl } = readEnv(databaseEnvSchema(name));
  const orm = await MikroORM.init(ormConfig(databaseUrl));
  try {
    const applied = await orm.migrator.up();
    console.log(`${name}: ${applied.length === 0 ? 'nothing to migrate' : `${applied.length} migrations`}`);
  } finally {
    await orm.close();
  }
}
