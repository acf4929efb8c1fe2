import type { User } from '../entities/user.entity.ts';
import type { OpenSession } from '../operations/session-lifecycle.ts';

export type UserMapper = User;
export type SessionMapper = OpenSession;
export type SessionViewerMapper = User;
