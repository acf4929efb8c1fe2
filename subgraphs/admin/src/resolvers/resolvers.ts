import { CurrencyResolver, DateTimeResolver, JSONObjectResolver, SafeIntResolver } from 'graphql-scalars';
import type { Resolvers } from './__generated__/resolver-types.ts';
import { AuditEntry } from './AuditEntry.ts';
import { DatabaseHealth, DatabaseHealthPoint } from './DatabaseHealth.ts';
import { DeadLetter } from './DeadLetter.ts';
import { DeadLetterConnection } from './DeadLetterConnection.ts';
import { changeSetting } from './Mutation/change-setting.ts';
import { discardDeadLetters } from './Mutation/discard-dead-letters.ts';
import { replayDeadLetters } from './Mutation/replay-dead-letters.ts';
import { Notice } from './Notice.ts';
import { auditEntries } from './Query/audit-entries.ts';
import { auditEntry } from './Query/audit-entry.ts';
import { databaseHealth } from './Query/database-health.ts';
import { deadLetter } from './Query/dead-letter.ts';
import { deadLetters } from './Query/dead-letters.ts';
import { eventQueues } from './Query/event-queues.ts';
import { keyFigures } from './Query/key-figures.ts';
import { notice } from './Query/notice.ts';
import { queueHealth } from './Query/queue-health.ts';
import { serviceHealth } from './Query/service-health.ts';
import { serviceTraffic } from './Query/service-traffic.ts';
import { settings } from './Query/settings.ts';
import { user } from './Query/user.ts';
import { users } from './Query/users.ts';
import { QueueHealth, QueueHealthPoint } from './QueueHealth.ts';
import { ServiceTraffic, ServiceTrafficPoint } from './ServiceTraffic.ts';
import { Setting } from './Setting.ts';
import { User } from './User.ts';
import { UserConnection } from './UserConnection.ts';

export const resolvers: Resolvers = {
  DateTime: DateTimeResolver,
  JSONObject: JSONObjectResolver,
  Currency: CurrencyResolver,
  SafeInt: SafeIntResolver,
  Query: {
    users,
    user,
    auditEntries,
    auditEntry,
    eventQueues,
    deadLetters,
    deadLetter,
    settings,
    notice,
    serviceHealth,
    serviceTraffic,
    databaseHealth,
    queueHealth,
    keyFigures,
  },
  Mutation: { changeSetting, replayDeadLetters, discardDeadLetters },
  AuditEntry,
  DatabaseHealth,
  DatabaseHealthPoint,
  DeadLetter,
  DeadLetterConnection,
  Notice,
  QueueHealth,
  QueueHealthPoint,
  ServiceTraffic,
  ServiceTrafficPoint,
  Setting,
  User,
  UserConnection,
};
