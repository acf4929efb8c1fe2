import { IsolationLevel, type EntityManager } from '@mikro-orm/postgresql';

/**
 * Begins one look at the database that lasts as long as somebody takes what is read, however slowly; the caller ends it. Between
 * two pages it says nothing for as long as that takes. It has locked nothing that others wait for, so it is given more
 * time than what might.
 */
export async function beginLook(em: EntityManager): Promise<EntityManager> {
  const look = em.fork();
  await look.begin({ isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true });
  await look.execute(`set local idle_in_transaction_session_timeout = '10min'`);
  return look;
}
