import { join } from 'node:path';
import type { Options } from '@mikro-orm/postgresql';
import { defineOrm } from '@payloom/subgraph-kit/orm';
import { Avatar } from './entities/avatar.entity.ts';
import { Notification } from './entities/notification.entity.ts';
import { Profile } from './entities/profile.entity.ts';

/** MikroORM for the profile database. */
export function ormConfig(databaseUrl: string): Options {
  return defineOrm({
    databaseUrl,
    entities: [Avatar, Notification, Profile],
    migrationsPath: join(import.meta.dirname, '../migrations'),
  });
}
