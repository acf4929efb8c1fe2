import { defineEntity, p } from '@mikro-orm/postgresql';
import type { SettingValue } from '@payloom/event-contracts/settings';

const SettingSchema = defineEntity({
  name: 'Setting',
  tableName: 'settings',
  properties: {
    /** As the catalogue of settings names it. */
    key: p.text().primary(),
    value: p.json<SettingValue>(),
    /** 0 until it is changed. */
    version: p.integer(),
    changedAt: p.datetime().nullable(),
    changedById: p.uuid().nullable(),
    reason: p.text().nullable(),
  },
});

/** A setting that somebody has changed, or is about to. The others are as the catalogue says. */
export class Setting extends SettingSchema.class {}
SettingSchema.setClass(Setting);
