import { defineEntity, p } from '@mikro-orm/postgresql';

const DailyCountSchema = defineEntity({
  name: 'DailyCount',
  tableName: 'daily_counts',
  properties: {
    /** In UTC: `2026-11-27`. */
    day: p.date().primary(),
    /** The type of the events that are counted. */
    action: p.text().primary(),
    count: p.integer(),
  },
});

/** How often something happened in a day. */
export class DailyCount extends DailyCountSchema.class {}
DailyCountSchema.setClass(DailyCount);
