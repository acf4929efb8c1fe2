import { defineEntity, p } from '@mikro-orm/core';

/** What an app and we both know to make the same codes (RFC 6238). */
const TotpCredentialSchema = defineEntity({
  name: 'TotpCredential',
  tableName: 'totp_credentials',
  properties: {
    userId: p.uuid().primary(),
    sealedSecret: p.text().hidden(),
    createdAt: p.datetime(),
    /** Null until a first code has shown that the app has it. */
    turnedOnAt: p.datetime().nullable(),
    /** The half minute of the last code that was taken: none is taken twice. */
    lastStep: p.bigint('number'),
  },
});

export class TotpCredential extends TotpCredentialSchema.class {}
TotpCredentialSchema.setClass(TotpCredential);
