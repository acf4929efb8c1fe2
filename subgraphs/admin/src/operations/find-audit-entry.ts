import { validate as isUuid } from 'uuid';
import type { Context } from '../context.ts';
import { AuditEntry } from '../entities/audit-entry.entity.ts';

/** The entry with that id, or null. Entries asked for in one tick are loaded by one query. */
export async function findAuditEntry({ em }: Pick<Context, 'em'>, id: string): Promise<AuditEntry | null> {
  // Anything else would fail the query, and with it everybody else's in the same batch.
  if (!isUuid(id)) return null;
  const reference = em.getReference(AuditEntry, id, { wrapped: true });
  await reference.load();
  // A batched load leaves a reference to nothing as it is, where a single one would give null.
  return reference.isInitialized() ? reference.getEntity() : null;
}
