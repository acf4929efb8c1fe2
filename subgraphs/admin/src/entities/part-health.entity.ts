import { defineEntity, p } from '@mikro-orm/postgresql';

export const partKinds = ['DATABASE', 'QUEUE', 'TRAFFIC'] as const;
export type PartKind = (typeof partKinds)[number];

/** From best to worst; what is unknown is not healthy. */
export const partStatuses = ['HEALTHY', 'UNKNOWN', 'STRAINED', 'FAILING'] as const;
export type PartStatus = (typeof partStatuses)[number];

const PartHealthSchema = defineEntity({
  name: 'PartHealth',
  tableName: 'part_health',
  properties: {
    kind: p.enum(partKinds).primary(),
    name: p.text().primary(),
    status: p.enum(partStatuses),
    /** Why it is not healthy, worst first. */
    troubles: p.json<string[]>(),
    /** What was measured, by name; what nobody could say is left out. */
    figures: p.json<Record<string, number>>(),
    checkedAt: p.datetime(),
    /** When its status became this one. */
    since: p.datetime(),
  },
});

/** How a database, a queue or a service's traffic was when it was looked at last. */
export class PartHealth extends PartHealthSchema.class {}
PartHealthSchema.setClass(PartHealth);
