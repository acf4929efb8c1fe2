import { DateTimeResolver, EmailAddressResolver } from 'graphql-scalars';
import type { Resolvers } from './__generated__/resolver-types.ts';
import { changePassword } from './Mutation/change-password.ts';
import { confirmItIsMe } from './Mutation/confirm-it-is-me.ts';
import { endAllSessions, endOtherSessions } from './Mutation/end-own-sessions.ts';
import { endSession } from './Mutation/end-session.ts';
import {
  changeRole,
  createUser,
  endUserSessions,
  reinstateUser,
  suspendUser,
} from './Mutation/manage-users.ts';
import {
  addPasskey,
  beginPasskeyProof,
  beginPasskeySetup,
  beginPasskeySignIn,
  removePasskey,
  renamePasskey,
  signInWithPasskey,
} from './Mutation/passkeys.ts';
import { sendEmailVerification, verifyEmail } from './Mutation/prove-email.ts';
import { refreshSession } from './Mutation/refresh-session.ts';
import { register } from './Mutation/register.ts';
import { requestPasswordReset, resetPassword } from './Mutation/reset-password.ts';
import {
  beginTotpSetup,
  completeSignIn,
  confirmTotpSetup,
  renewRecoveryCodes,
  turnOffTotp,
} from './Mutation/second-factor.ts';
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
    completeSignIn,
    beginTotpSetup,
    confirmTotpSetup,
    turnOffTotp,
    renewRecoveryCodes,
    beginPasskeySignIn,
    signInWithPasskey,
    beginPasskeyProof,
    beginPasskeySetup,
    addPasskey,
    renamePasskey,
    removePasskey,
    refreshSession,
    signOut,
    confirmItIsMe,
    changePassword,
    verifyEmail,
    sendEmailVerification,
    requestPasswordReset,
    resetPassword,
    endSession,
    endOtherSessions,
    endAllSessions,
    createUser,
    changeRole,
    suspendUser,
    reinstateUser,
    endUserSessions,
  },
  SessionsEnded,
  User,
  UserSession,
};
