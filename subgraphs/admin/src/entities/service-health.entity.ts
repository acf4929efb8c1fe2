import { defineEntity, p } from '@mikro-orm/postgresql';

export const healthStatuses = ['READY', 'NOT_READY', 'DOWN'] as const;
export type HealthStatus = (typeof healthStatuses)[number];

const ServiceHealthSchema = defineEntity({
  name: 'ServiceHealth',
  tableName: 'service_health',
  properties: {
    service: p.text().primary(),
    status: p.enum(healthStatuses),
    /** What it depends on and that does not answer it, as it says. */
    failing: p.json<string[]>(),
    /** Null when it did not answer. */
    latencyMs: p.integer().nullable(),
    checkedAt: p.datetime(),
    /** When its status became this one. */
    since: p.datetime(),
  },
});

/** How a service was when it was asked last. */
export class ServiceHealth extends ServiceHealthSchema.class {}
ServiceHealthSchema.setClass(ServiceHealth);
