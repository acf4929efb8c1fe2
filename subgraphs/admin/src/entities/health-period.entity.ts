import { defineEntity, p } from '@mikro-orm/postgresql';

const HealthPeriodSchema = defineEntity({
  name: 'HealthPeriod',
  tableName: 'health_periods',
  properties: {
    service: p.text().primary(),
    beganAt: p.datetime().primary(),
    readyCount: p.integer(),
    notReadyCount: p.integer(),
    downCount: p.integer(),
  },
});

/** How often a service was found how, in half an hour. */
export class HealthPeriod extends HealthPeriodSchema.class {}
HealthPeriodSchema.setClass(HealthPeriod);
