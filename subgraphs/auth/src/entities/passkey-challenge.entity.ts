import { defineEntity, p } from '@mikro-orm/core';

export const challengePurposes = ['ADD', 'SIGN_IN', 'PROOF'] as const;

/** What a passkey is asked to sign, hashed: good once, for one purpose, for some minutes. */
const PasskeyChallengeSchema = defineEntity({
  name: 'PasskeyChallenge',
  tableName: 'passkey_challenges',
  properties: {
    challengeHash: p.text().primary(),
    purpose: p.enum(challengePurposes),
    /** The session it was made for; of who is not signed in, the address. */
    holder: p.text(),
    expiresAt: p.datetime(),
  },
});

export class PasskeyChallenge extends PasskeyChallengeSchema.class {}
PasskeyChallengeSchema.setClass(PasskeyChallenge);

export type ChallengePurpose = PasskeyChallenge['purpose'];
