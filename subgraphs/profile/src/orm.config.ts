import { join } from 'node:path';
import type { Options } from '@mikro-orm/postgresql';
import { defineOrm } from '@payloom/subgraph-kit/orm';
import { Profile } from './entities/profile.entity.ts';

/** MikroORM for the profile database. */
export function ormConfig(databaseUrl: string): Options {
  return defineOrm({
    databaseUrl,
    entities: [Profile],
    migrationsPath: join(import.meta.dirname, '../migrations'),
  });
}
