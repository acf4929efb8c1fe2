import type { EntityManager } from '@mikro-orm/postgresql';

/** Keeps what somebody is called now. It may come before the event that makes them payable. */
export async function saveDisplayName(em: EntityManager, userId: string, name: string): Promise<void> {
  await em.execute(
    `insert into display_name (user_id, name) values (?, ?)
     on conflict (user_id) do update set name = excluded.name`,
    [userId, name],
  );
}
