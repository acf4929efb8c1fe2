import { DateTimeResolver, EmailAddressResolver } from 'graphql-scalars';
import type { Resolvers } from './__generated__/resolver-types.ts';
import { changePassword } from './Mutation/change-password.ts';
import { endAllSessions, endOtherSessions } from './Mutation/end-own-sessions.ts';
import { endSession } from './Mutation/end-session.ts';
import { changeRole, endUserSessions, reinstateUser, suspendUser } from './Mutation/manage-users.ts';
import { refreshSession } from './Mutation/refresh-session.ts';
import { register } from './Mutation/register.ts';
import { signIn } from './Mutation/sign-in.ts';
import { signOut } from './Mutation/sign-out.ts';
import { viewer } from './Query/viewer.ts';
import { SessionsEnded } from './SessionsEnded.ts';
import { User } from './User.ts';
import { UserSession } from './UserSession.ts';

export const resolvers: Resolvers = {
  DateTime: DateTimeResolver,
  EmailAddress: EmailAddressResolver,
  Query: { viewer },
  Mutation: {
    register,
    signIn,
    refreshSession,
    signOut,
    changePassword,
    endSession,
    endOtherSessions,
    endAllSessions,
    changeRole,
    suspendUser,
    reinstateUser,
    endUserSessions,
  },
  SessionsEnded,
  User,
  UserSession,
};
