import { defineEntity, p } from '@mikro-orm/core';
import { User } from './user.entity.ts';

export const tokenPurposes = ['VERIFY_EMAIL', 'RESET_PASSWORD', 'INVITATION'] as const;

/** What the link in a mail carries, hashed: good once, for one purpose, until it expires. */
const OneTimeTokenSchema = defineEntity({
  name: 'OneTimeToken',
  tableName: 'one_time_tokens',
  properties: {
    id: p.uuid().primary(),
    user: () => p.manyToOne(User).ref(),
    purpose: p.enum(tokenPurposes),
    tokenHash: p.text().hidden(),
    /** Where it was sent: it proves this email and no later one. */
    email: p.text(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
  },
});

export class OneTimeToken extends OneTimeTokenSchema.class {}
OneTimeTokenSchema.setClass(OneTimeToken);

export type TokenPurpose = OneTimeToken['purpose'];
