import { defineEntity, p } from '@mikro-orm/core';
import { sessionEndReasons } from '@payloom/event-contracts/auth-events';
import { User } from './user.entity.ts';

/**
 * A sign-in on one device, kept alive by a refresh token that is replaced at each use. The tokens of one session share
 * their first half (the family), by which the session is found; only hashes are stored.
 */
const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    id: p.uuid().primary(),
    user: () => p.manyToOne(User).ref(),
    familyHash: p.text().hidden(),
    tokenHash: p.text().hidden(),
    previousTokenHash: p.text().hidden().nullable(),
    /** The present token, encrypted with the one before it; see `sealSuccessor`. */
    sealedSuccessor: p.text().hidden().nullable(),
    rotatedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    lastUsedAt: p.datetime(),
    /** When the person last showed that it is them; at first, by signing in. */
    provenAt: p.datetime(),
    expiresAt: p.datetime(),
    endedAt: p.datetime().nullable(),
    endReason: p.enum(sessionEndReasons).nullable(),
    userAgent: p.text().nullable(),
    clientAddress: p.text().nullable(),
  },
});

export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session);

export type SessionEndReason = NonNullable<Session['endReason']>;
