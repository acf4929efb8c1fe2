import { DateTimeResolver, JSONObjectResolver } from 'graphql-scalars';
import type { Resolvers } from './__generated__/resolver-types.ts';
import { AuditEntry } from './AuditEntry.ts';
import { auditEntries } from './Query/audit-entries.ts';
import { user } from './Query/user.ts';
import { users } from './Query/users.ts';
import { User } from './User.ts';
import { UserConnection } from './UserConnection.ts';

export const resolvers: Resolvers = {
  DateTime: DateTimeResolver,
  JSONObject: JSONObjectResolver,
  Query: { users, user, auditEntries },
  AuditEntry,
  User,
  UserConnection,
};
