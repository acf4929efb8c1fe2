import { DateTimeResolver, JSONObjectResolver } from 'graphql-scalars';
import type { Resolvers } from './__generated__/resolver-types.ts';
import { AuditEntry } from './AuditEntry.ts';
import { DeadLetter } from './DeadLetter.ts';
import { DeadLetterConnection } from './DeadLetterConnection.ts';
import { discardDeadLetters } from './Mutation/discard-dead-letters.ts';
import { replayDeadLetters } from './Mutation/replay-dead-letters.ts';
import { auditEntries } from './Query/audit-entries.ts';
import { auditEntry } from './Query/audit-entry.ts';
import { deadLetter } from './Query/dead-letter.ts';
import { deadLetters } from './Query/dead-letters.ts';
import { eventQueues } from './Query/event-queues.ts';
import { user } from './Query/user.ts';
import { users } from './Query/users.ts';
import { User } from './User.ts';
import { UserConnection } from './UserConnection.ts';

export const resolvers: Resolvers = {
  DateTime: DateTimeResolver,
  JSONObject: JSONObjectResolver,
  Query: { users, user, auditEntries, auditEntry, eventQueues, deadLetters, deadLetter },
  Mutation: { replayDeadLetters, discardDeadLetters },
  AuditEntry,
  DeadLetter,
  DeadLetterConnection,
  User,
  UserConnection,
};
