import { defineEntity, p } from '@mikro-orm/postgresql';

const SettingSchema = defineEntity({
  name: 'Setting',
  tableName: 'settings',
  properties: {
    key: p.text().primary(),
    value: p.json<unknown>(),
    /** Of the change that was heard of last. */
    version: p.integer(),
  },
});

/** A setting that auth honours, as admin has told it. One that nobody has changed is not here. */
export class Setting extends SettingSchema.class {}
SettingSchema.setClass(Setting);
