import { defineEventHandler } from '@payloom/messaging/event-handler';
import { followSetting } from '../operations/follow-settings.ts';

/** What administrators decide is honoured from then on. */
export const onSettingChanged = defineEventHandler({
  queue: 'payments.settings.follow',
  type: 'admin.setting.changed',
  batchSizeMax: 50,
  handle: ({ data }, em) => followSetting(em, data),
});
