import type { Session } from '../entities/session.entity.ts';
import type { User } from '../entities/user.entity.ts';
import type { SessionsEnded } from '../operations/end-sessions.ts';
import type { UserChanged } from '../operations/manage-user.ts';
import type { OpenSession } from '../operations/session-lifecycle.ts';

export type UserMapper = User;
export type SessionMapper = OpenSession;
export type SessionViewerMapper = User;
export type UserSessionMapper = Session;
export type SessionsEndedMapper = SessionsEnded;
export type UserChangedMapper = UserChanged;
