import { defineEntity, MikroORM, p } from '@mikro-orm/postgresql';
import { InboxEntry } from '@payloom/messaging/inbox-entry.entity';
import { OutboxEntry } from '@payloom/messaging/outbox-entry.entity';
import { messagingTablesSql } from '@payloom/messaging/tables';

export const queue = 'bench.effects.write';
export const exchange = 'payloom.events';
/** Connections to the database of each service: what pools have when nobody says. */
export const connectionsMax = 10;

const ChangeSchema = defineEntity({
  name: 'Change',
  tableName: 'changes',
  properties: { id: p.uuid().primary(), note: p.text() },
});

/** What a service writes for itself. */
export class Change extends ChangeSchema.class {}
ChangeSchema.setClass(Change);

const EffectSchema = defineEntity({
  name: 'Effect',
  tableName: 'effects',
  properties: { eventId: p.uuid().primary(), subject: p.text() },
});

/** What a consumer makes of an event. */
export class Effect extends EffectSchema.class {}
EffectSchema.setClass(Effect);

export const tablesSql = [
  ...messagingTablesSql,
  'create table changes (id uuid primary key, note text not null)',
  'create table effects (event_id uuid primary key, subject text not null)',
];

export type ServiceOrm = MikroORM;

/** The ORM of one service, with connections of its own. */
export function openServiceOrm(clientUrl: string): Promise<ServiceOrm> {
  const entities = [Change, Effect, OutboxEntry, InboxEntry];
  return MikroORM.init({ clientUrl, entities, pool: { max: connectionsMax } });
}
