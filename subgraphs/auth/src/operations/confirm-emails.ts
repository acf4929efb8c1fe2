import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { User } from '../entities/user.entity.ts';
import { markEmailVerified } from './verify-email.ts';

/**
 * Takes emails for proven without a mail, by the word of whoever runs the database, as for demo accounts. Resolves with
 * those that have no account.
 */
export function confirmEmails(em: EntityManager, emails: readonly string[]): Promise<string[]> {
  return em.transactional(async (transaction) => {
    const users = await transaction.find(
      User,
      { email: { $in: [...emails] } },
      { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    const origin = { actor: 'system', clientAddress: undefined };
    for (const user of users) markEmailVerified(transaction, user, new Date(), origin);
    return emails.filter((email) => !users.some((user) => user.email === email));
  });
}
