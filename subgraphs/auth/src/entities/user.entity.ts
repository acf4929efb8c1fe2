import { defineEntity, p } from '@mikro-orm/core';
import { mailLanguages } from '@payloom/mail/render-mail';

/** Somebody with an account. */
const UserSchema = defineEntity({
  name: 'User',
  // `user` is a reserved word of SQL.
  tableName: 'users',
  properties: {
    id: p.uuid().primary(),
    /** Trimmed and in lower case, so that one address makes one account however it is typed. */
    email: p.text(),
    passwordHash: p.text().hidden(),
    role: p.enum(['CUSTOMER', 'VENDOR', 'ADMIN']),
    status: p.enum(['ACTIVE', 'SUSPENDED']),
    createdAt: p.datetime(),
    /** When they showed that mail to it reaches them. */
    emailVerifiedAt: p.datetime().nullable(),
    /** Of the mails they get. */
    language: p.enum(mailLanguages).default('en'),
  },
});

export class User extends UserSchema.class {}
UserSchema.setClass(User);
