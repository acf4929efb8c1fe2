import { defineEntity, p } from '@mikro-orm/core';
import { MikroORM } from '@mikro-orm/postgresql';
import type { NewEvent } from '@payloom/event-contracts/catalogue';
import { createTestDatabase } from '@payloom/testkit/postgres';
import { v7 as uuidv7 } from 'uuid';
import { InboxEntry } from './inbox-entry.entity.ts';
import { OutboxEntry } from './outbox-entry.entity.ts';
import { messagingTablesSql } from './tables.ts';

/** Stands for whatever a subgraph owns. */
const BellSchema = defineEntity({
  name: 'Bell',
  properties: { id: p.uuid().primary(), rings: p.integer() },
});

export class Bell extends BellSchema.class {}
BellSchema.setClass(Bell);

/** Another process's way to the database. */
export const openOrm = (clientUrl: string): Promise<MikroORM> =>
  MikroORM.init({ clientUrl, entities: [Bell, OutboxEntry, InboxEntry] });

/** A database with outbox, inbox and one table of its own. */
export async function openMessagingDatabase() {
  const database = await createTestDatabase('messaging');
  const orm = await openOrm(database.url);
  const createBell = 'create table bell (id uuid primary key, rings int not null)';
  for (const sql of [...messagingTablesSql, createBell]) await orm.em.execute(sql);
  const close = async () => {
    await orm.close();
    await database.drop();
  };
  return { orm, url: database.url, close };
}

export type MessagingDatabase = Awaited<ReturnType<typeof openMessagingDatabase>>;

/** An event about a subject, for recording. */
export function walletOpened(subject: string = uuidv7()): NewEvent<'payments.wallet.opened'> {
  const data = { walletId: uuidv7(), userId: uuidv7(), currency: 'EUR' };
  return { type: 'payments.wallet.opened', subject, data, audience: [], actor: 'system' };
}
