import { defineEntity, p } from '@mikro-orm/core';

/** The first half of a sign-in: the password was right, and a code is waited for. */
const SignInChallengeSchema = defineEntity({
  name: 'SignInChallenge',
  tableName: 'sign_in_challenges',
  properties: {
    tokenHash: p.text().primary(),
    userId: p.uuid(),
    expiresAt: p.datetime(),
  },
});

export class SignInChallenge extends SignInChallengeSchema.class {}
SignInChallengeSchema.setClass(SignInChallenge);
