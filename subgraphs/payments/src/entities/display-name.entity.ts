import { defineEntity, p } from '@mikro-orm/postgresql';

const DisplayNameSchema = defineEntity({
  name: 'DisplayName',
  properties: {
    userId: p.uuid().primary(),
    name: p.string(),
  },
});

/** What somebody is called: a read model fed by profile, for people who have a link and are not signed in, and for files. */
export class DisplayName extends DisplayNameSchema.class {}
DisplayNameSchema.setClass(DisplayName);
