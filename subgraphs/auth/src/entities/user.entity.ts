import { defineEntity, p } from '@mikro-orm/core';

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
  },
});

export class User extends UserSchema.class {}
UserSchema.setClass(User);
