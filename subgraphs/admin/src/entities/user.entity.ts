import { defineEntity, p } from '@mikro-orm/postgresql';

const UserSchema = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    id: p.uuid().primary(),
    email: p.text().nullable(),
    displayName: p.text().nullable(),
    role: p.text().nullable(),
    status: p.text().nullable(),
    /** Null until the registration is heard of: events about one user may overtake each other. */
    registeredAt: p.datetime().nullable(),
  },
});

/** What this subgraph has heard about a user, to be searched. Auth and profile own it. */
export class User extends UserSchema.class {}
UserSchema.setClass(User);
