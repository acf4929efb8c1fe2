import { mayRead } from '@payloom/subgraph-kit/context';
import { maskEmail } from '@payloom/subgraph-kit/masked-email';
import { findUser } from '../operations/find-user.ts';
import { countRecoveryCodes, isTotpOn } from '../operations/find-second-factor.ts';
import { passkeysOf } from '../operations/list-passkeys.ts';
import { listSessions } from '../operations/list-sessions.ts';
import type { UserResolvers } from './__generated__/resolver-types.ts';

const scope = 'users:read';

export const User: UserResolvers = {
  __resolveReference: ({ id }, { em }) => findUser(em, id),
  email: (user, _args, { viewer }) => (mayRead(viewer, user.id, scope) ? user.email : null),
  maskedEmail: (user) => maskEmail(user.email),
  status: (user, _args, { viewer }) => (mayRead(viewer, user.id, scope) ? user.status : null),
  emailVerified: (user, _args, { viewer }) =>
    mayRead(viewer, user.id, scope) ? user.emailVerifiedAt != null : null,
  totpOn: async (user, _args, { viewer, em }) =>
    mayRead(viewer, user.id, scope) ? isTotpOn(em, user.id) : null,
  recoveryCodesLeft: (user, _args, { viewer, em }) =>
    viewer?.userId === user.id ? countRecoveryCodes(em, user.id) : null,
  passkeys: (user, _args, { viewer, em }) => (viewer?.userId === user.id ? passkeysOf(em, user.id) : null),
  sessions: (user, page, context) =>
    mayRead(context.viewer, user.id, scope) ? listSessions(context, user.id, page) : null,
};
