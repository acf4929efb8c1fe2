import { mayRead } from '@payloom/subgraph-kit/context';
import { maskEmail } from '../masked-email.ts';
import { findUser } from '../operations/find-user.ts';
import { listSessions } from '../operations/list-sessions.ts';
import type { UserResolvers } from './__generated__/resolver-types.ts';

const scope = 'users:read';

export const User: UserResolvers = {
  __resolveReference: ({ id }, { em }) => findUser(em, id),
  email: (user, _args, { viewer }) => (mayRead(viewer, user.id, scope) ? user.email : null),
  maskedEmail: (user) => maskEmail(user.email),
  status: (user, _args, { viewer }) => (mayRead(viewer, user.id, scope) ? user.status : null),
  sessions: (user, page, context) =>
    mayRead(context.viewer, user.id, scope) ? listSessions(context, user.id, page) : null,
};
