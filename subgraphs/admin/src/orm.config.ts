import { join } from 'node:path';
import type { Options } from '@mikro-orm/postgresql';
import { defineOrm } from '@payloom/subgraph-kit/orm';
import { AuditEntry } from './entities/audit-entry.entity.ts';
import { DailyCount } from './entities/daily-count.entity.ts';
import { DeadLetter } from './entities/dead-letter.entity.ts';
import { HealthPeriod } from './entities/health-period.entity.ts';
import { HealthSample } from './entities/health-sample.entity.ts';
import { PartHealth } from './entities/part-health.entity.ts';
import { ServiceHealth } from './entities/service-health.entity.ts';
import { Setting } from './entities/setting.entity.ts';
import { User } from './entities/user.entity.ts';

/** MikroORM for the admin database. */
export function ormConfig(databaseUrl: string): Options {
  return defineOrm({
    databaseUrl,
    entities: [
      AuditEntry,
      DailyCount,
      DeadLetter,
      HealthPeriod,
      HealthSample,
      PartHealth,
      ServiceHealth,
      Setting,
      User,
    ],
    migrationsPath: join(import.meta.dirname, '../migrations'),
  });
}
