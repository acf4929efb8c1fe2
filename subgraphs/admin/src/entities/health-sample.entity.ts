import { defineEntity, p } from '@mikro-orm/postgresql';
import { partKinds } from './part-health.entity.ts';

export const healthSpans = ['HOUR', 'DAY'] as const;
export type HealthSpan = (typeof healthSpans)[number];

const HealthSampleSchema = defineEntity({
  name: 'HealthSample',
  properties: {
    kind: p.enum(partKinds).primary(),
    name: p.text().primary(),
    span: p.enum(healthSpans).primary(),
    beganAt: p.datetime().primary(),
    healthyCount: p.integer(),
    strainedCount: p.integer(),
    failingCount: p.integer(),
    unknownCount: p.integer(),
    /** The highest of each. */
    figures: p.json<Record<string, number>>(),
  },
  tableName: 'health_samples',
});

/** How often a database or a queue was found how, and what was measured at most, in a part of the last hour or day. */
export class HealthSample extends HealthSampleSchema.class {}
HealthSampleSchema.setClass(HealthSample);
