import { LockMode } from '@mikro-orm/postgresql';
import { badUserInput } from '@payloom/subgraph-kit/errors';
import type { Context } from '../context.ts';
import { DeadLetter } from '../entities/dead-letter.entity.ts';
import { checkedIds, skippedIds } from './dead-letter-ids.ts';
import { causeOf, resolveDeadLetter, type ResolvedDeadLetters } from './resolve-dead-letter.ts';

const reasonLengthMax = 500;

function checkedReason(given: string): string {
  const reason = given.trim();
  if (reason === '' || reason.length > reasonLengthMax || reason.includes('\0') || !reason.isWellFormed()) {
    throw badUserInput(`reason: expected a text of 1 to ${reasonLengthMax} characters.`);
  }
  return reason;
}

/** Lets open dead letters go for good, all in one transaction, and writes down who, why and when. */
export async function discardDeadLetters(
  context: Pick<Context, 'em' | 'viewer' | 'clientAddress'>,
  { ids, reason: given }: { ids: readonly string[]; reason: string },
): Promise<ResolvedDeadLetters> {
  const cause = causeOf(context);
  const reason = checkedReason(given);
  const wanted = checkedIds(ids);
  const deadLetters = await context.em.fork().transactional(async (em) => {
    // Locked in the order of their ids, so that two discards never wait for each other.
    const open = await em.find(
      DeadLetter,
      { id: { $in: wanted }, status: 'OPEN' },
      { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    for (const letter of open) resolveDeadLetter(em, letter, cause, reason);
    return open;
  });
  return { deadLetters, skipped: skippedIds(ids, deadLetters) };
}
