import { defineEntity, p } from '@mikro-orm/core';
import { User } from './user.entity.ts';

/** The public half of a key pair whose private half a device or a password manager of the user keeps (WebAuthn). */
const PasskeySchema = defineEntity({
  name: 'Passkey',
  tableName: 'passkeys',
  properties: {
    id: p.uuid().primary(),
    user: () => p.manyToOne(User).ref(),
    /** As the authenticator names it, in Base64url. */
    credentialId: p.text(),
    /** COSE, in Base64url. */
    publicKey: p.text().hidden(),
    /** How often it was used, as far as its authenticator counts: those that keep copies stay at 0. */
    counter: p.bigint('number'),
    /** How a browser reaches it: `internal`, `usb`, `hybrid`. */
    transports: p.array(),
    /** Whether other devices of its owner have it too. */
    isBackedUp: p.boolean(),
    /** What its owner calls it. */
    name: p.text(),
    createdAt: p.datetime(),
    lastUsedAt: p.datetime().nullable(),
  },
});

export class Passkey extends PasskeySchema.class {}
PasskeySchema.setClass(Passkey);
