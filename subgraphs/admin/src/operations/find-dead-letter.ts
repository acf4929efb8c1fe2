import { validate as isUuid } from 'uuid';
import type { Context } from '../context.ts';
import { DeadLetter } from '../entities/dead-letter.entity.ts';

/** The dead letter with that id, or null. Those asked for in one tick are loaded by one query. */
export async function findDeadLetter({ em }: Pick<Context, 'em'>, id: string): Promise<DeadLetter | null> {
  // Anything else would fail the query, and with it everybody else's in the same batch.
  if (!isUuid(id)) return null;
  const reference = em.getReference(DeadLetter, id, { wrapped: true });
  await reference.load();
  return reference.isInitialized() ? reference.getEntity() : null;
}
