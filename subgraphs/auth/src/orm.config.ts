import { join } from 'node:path';
import type { Options } from '@mikro-orm/postgresql';
import { defineOrm } from '@payloom/subgraph-kit/orm';
import { Session } from './entities/session.entity.ts';
import { Setting } from './entities/setting.entity.ts';
import { User } from './entities/user.entity.ts';

/** MikroORM for the auth database. */
export function ormConfig(databaseUrl: string): Options {
  return defineOrm({
    databaseUrl,
    entities: [User, Session, Setting],
    migrationsPath: join(import.meta.dirname, '../migrations'),
  });
}
