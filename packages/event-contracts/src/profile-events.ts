import { z } from 'zod';
import { defineEvent } from './define-event.ts';

const addressState = z.object({
  country: z.string(),
  line1: z.string(),
  line2: z.string().nullable(),
  postalCode: z.string().nullable(),
  city: z.string(),
  region: z.string().nullable(),
});

const profileState = z.object({
  displayName: z.string(),
  phone: z.string().nullable(),
  locale: z.string(),
  timeZone: z.string(),
  address: addressState.nullable().optional(),
  theme: z.string().optional(),
  preferredCurrency: z.string().optional().describe('What pages begin with, of ISO 4217.'),
  mutedKinds: z.array(z.string()).optional().describe('Kinds of notifications that are turned off.'),
  mailMutedKinds: z.array(z.string()).optional().describe('Kinds of notifications that are not mailed.'),
  avatarId: z.string().nullable().optional().describe('The picture others see; null is none.'),
});

const notificationAudience = 'The user.';

const deviceState = z.object({
  browser: z.string().nullable(),
  system: z.string().nullable(),
  clientAddress: z.string().nullable(),
});

/** What the words of a mail are made of; which of it there is depends on its kind. */
const mailDetails = z.object({
  paymentId: z.uuid().optional(),
  counterpartyName: z.string().optional().describe('What the other side calls themselves.'),
  amount: z.object({ amountMinor: z.int(), currency: z.string() }).optional(),
  reason: z.string().optional().describe('Why it failed, as the code of a problem.'),
  role: z.string().optional(),
  device: deviceState.optional(),
  passkey: z.string().optional().describe('What the user calls it.'),
});

export const profileEvents = {
  'profile.notification.added': defineEvent({
    version: 1,
    description: 'A user is told of something. The subject is the notification.',
    audience: notificationAudience,
    data: z.object({ notificationId: z.uuid(), userId: z.uuid(), kind: z.string() }),
  }),
  'profile.notification.mail-requested': defineEvent({
    version: 1,
    description:
      'A user wants to be told of something by mail, which auth writes to where they are known to be reached. The subject is the user.',
    audience: 'Nobody.',
    data: z.object({
      userId: z.uuid(),
      kind: z.string(),
      happenedAt: z.iso.datetime(),
      locale: z.string().describe('BCP 47: how they read amounts and dates.'),
      timeZone: z.string().describe('IANA.'),
      isAboutAccount: z.boolean().describe('Whether it touches the account itself and cannot be turned off.'),
      details: mailDetails,
    }),
  }),
  'profile.notification.read': defineEvent({
    version: 1,
    description: 'A user has read a notification and all older ones. The subject is the user.',
    audience: notificationAudience,
    data: z.object({ userId: z.uuid(), upTo: z.uuid() }),
  }),
  'profile.profile.created': defineEvent({
    version: 1,
    description: 'The profile of a newly registered user exists. The subject is the user.',
    audience: 'The user and administrators.',
    data: z.object({ userId: z.uuid(), after: profileState }),
  }),
  'profile.profile.updated': defineEvent({
    version: 1,
    description: 'A user edited their profile. The subject is the user.',
    audience: 'The user and administrators.',
    data: z.object({ userId: z.uuid(), before: profileState, after: profileState }),
  }),
} as const;
