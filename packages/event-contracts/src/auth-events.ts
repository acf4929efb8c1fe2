import { z } from 'zod';
import { defineEvent, previousVersion } from './define-event.ts';

export const roleSchema = z.enum(['CUSTOMER', 'VENDOR', 'ADMIN']);
export const userStatusSchema = z.enum(['ACTIVE', 'SUSPENDED']);

/** Why a session is over. */
export const sessionEndReasons = [
  'SIGNED_OUT',
  'ENDED_BY_OWNER',
  'ENDED_BY_ADMINISTRATOR',
  'SUSPENDED',
  'PASSWORD_RESET',
  'TOKEN_REUSED',
  'EXPIRED',
] as const;

const managementReason = z.string().describe('Why, in the words of the administrator.');

const statusChange = z.object({
  userId: z.uuid(),
  before: z.object({ status: userStatusSchema }),
  after: z.object({ status: userStatusSchema, reason: managementReason }),
});

const sessionEndedV1 = z.object({
  userId: z.uuid(),
  sessionId: z.uuid(),
  reason: z.enum(['SIGNED_OUT', 'TOKEN_REUSED', 'EXPIRED']),
});

export const authEvents = {
  'auth.user.registered': defineEvent({
    version: 1,
    description:
      'Somebody made an account. Profile, payments and admin make their part of the user from it. The subject is the user.',
    audience: 'The user and administrators.',
    data: z.object({
      userId: z.uuid(),
      email: z.email(),
      displayName: z.string(),
      role: roleSchema,
      status: userStatusSchema,
    }),
  }),
  'auth.user.role-changed': defineEvent({
    version: 1,
    description:
      'An administrator gave a user another role. Access tokens that carry the old one count no more. The subject is the user.',
    audience: 'Administrators, and the gateways, which then refuse access tokens with another role.',
    data: z.object({
      userId: z.uuid(),
      before: z.object({ role: roleSchema }),
      after: z.object({ role: roleSchema, reason: managementReason }),
    }),
  }),
  'auth.user.suspended': defineEvent({
    version: 1,
    description:
      'An administrator suspended a user, whose sessions end with events of their own. The subject is the user.',
    audience: 'Administrators.',
    data: statusChange,
  }),
  'auth.user.reinstated': defineEvent({
    version: 1,
    description: 'An administrator let a suspended user sign in again. The subject is the user.',
    audience: 'Administrators.',
    data: statusChange,
  }),
  'auth.user.password-changed': defineEvent({
    version: 1,
    description:
      'A user chose another password. Their other sessions end with events of their own. The subject is the user.',
    audience: 'The user and administrators.',
    data: z.object({ userId: z.uuid() }),
  }),
  'auth.session.started': defineEvent({
    version: 1,
    description: 'A user signed in. The subject is the session.',
    audience: 'The user and administrators.',
    data: z.object({ userId: z.uuid(), sessionId: z.uuid() }),
  }),
  'auth.session.ended': defineEvent({
    version: 2,
    description: 'A user signed out, or a session was ended. The subject is the session.',
    audience: 'The user, administrators, and the gateways, which then refuse its access tokens.',
    data: z.object({
      userId: z.uuid(),
      sessionId: z.uuid(),
      reason: z.enum(sessionEndReasons),
      note: z.string().optional().describe('What the administrator who ended it gave as the reason.'),
    }),
    previous: { 1: previousVersion(sessionEndedV1, (data) => data) },
  }),
} as const;
