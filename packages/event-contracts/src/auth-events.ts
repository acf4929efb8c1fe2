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

/** By what somebody shows that it is them. */
const sessionProofs = ['PASSWORD', 'TOTP', 'RECOVERY_CODE', 'PASSKEY'] as const;
export type SessionProof = (typeof sessionProofs)[number];

/** What a session's program says of itself; a word that is not known is null. */
const sessionDeviceSchema = z.object({
  kind: z.enum(['DESKTOP', 'PHONE', 'TABLET', 'OTHER']),
  browser: z.string().nullable().describe('`Firefox`, `Chrome`, `Safari`.'),
  system: z.string().nullable().describe('`Windows`, `macOS`, `Android`.'),
});

const managementReason = z.string().describe('Why, in the words of the administrator.');

const statusChange = z.object({
  userId: z.uuid(),
  before: z.object({ status: userStatusSchema }),
  after: z.object({ status: userStatusSchema, reason: managementReason }),
});

/** A passkey by the name that its owner gave it; null where it is not there. */
const passkeyChange = z.object({
  userId: z.uuid(),
  passkeyId: z.uuid(),
  before: z.object({ passkey: z.string().nullable() }),
  after: z.object({ passkey: z.string().nullable() }),
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
      locale: z.string().optional().describe('BCP 47: what the profile begins with.'),
      timeZone: z.string().optional().describe('IANA: what the profile begins with.'),
    }),
  }),
  'auth.user.invited': defineEvent({
    version: 1,
    description:
      'An administrator made an account for somebody, who was mailed a link to choose its password; beside `auth.user.registered`. The subject is the user.',
    audience: 'Administrators.',
    data: z.object({ userId: z.uuid(), role: roleSchema, reason: managementReason }),
  }),
  'auth.user.email-verified': defineEvent({
    version: 1,
    description: 'A user showed that mail to their email reaches them. The subject is the user.',
    audience: 'The user and administrators.',
    data: z.object({ userId: z.uuid(), email: z.email() }),
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
  'auth.user.totp-turned-on': defineEvent({
    version: 1,
    description: 'A user signs in with the codes of an app as well from now on. The subject is the user.',
    audience: 'The user and administrators.',
    data: z.object({ userId: z.uuid() }),
  }),
  'auth.user.totp-turned-off': defineEvent({
    version: 1,
    description: 'A user signs in without the codes of an app from now on. The subject is the user.',
    audience: 'The user and administrators.',
    data: z.object({ userId: z.uuid() }),
  }),
  'auth.user.recovery-code-used': defineEvent({
    version: 1,
    description:
      'A user signed in with a recovery code in place of the code of an app. The subject is the user.',
    audience: 'The user and administrators.',
    data: z.object({ userId: z.uuid(), leftCount: z.int().nonnegative() }),
  }),
  'auth.user.recovery-codes-renewed': defineEvent({
    version: 1,
    description: 'A user made new recovery codes; the older ones are good no more. The subject is the user.',
    audience: 'The user and administrators.',
    data: z.object({ userId: z.uuid() }),
  }),
  'auth.user.passkey-added': defineEvent({
    version: 1,
    description: 'A user can sign in by one more passkey from now on. The subject is the user.',
    audience: 'The user and administrators.',
    data: passkeyChange,
  }),
  'auth.user.passkey-renamed': defineEvent({
    version: 1,
    description: 'A user calls one of their passkeys by another name. The subject is the user.',
    audience: 'The user and administrators.',
    data: passkeyChange,
  }),
  'auth.user.passkey-removed': defineEvent({
    version: 1,
    description: 'One of the passkeys of a user is good no more. The subject is the user.',
    audience: 'The user and administrators.',
    data: passkeyChange,
  }),
  'auth.session.started': defineEvent({
    version: 1,
    description: 'A user signed in. The subject is the session; the address is in the envelope.',
    audience: 'The user and administrators.',
    data: z.object({
      userId: z.uuid(),
      sessionId: z.uuid(),
      device: sessionDeviceSchema.optional(),
      isNewDevice: z
        .boolean()
        .optional()
        .describe('Whether the account was in use before, and never on a device like this one.'),
    }),
  }),
  'auth.session.confirmed': defineEvent({
    version: 1,
    description:
      'A user showed anew, within a session, that it is them, as before money leaves. The subject is the session.',
    audience: 'The user and administrators.',
    data: z.object({ userId: z.uuid(), sessionId: z.uuid(), proof: z.enum(sessionProofs) }),
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
