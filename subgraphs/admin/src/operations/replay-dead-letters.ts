import { LockMode } from '@mikro-orm/postgresql';
import { badUserInput, brokerUnavailable } from '@payloom/subgraph-kit/errors';
import type { Context } from '../context.ts';
import { DeadLetter } from '../entities/dead-letter.entity.ts';
import { checkedIds, skippedIds } from './dead-letter-ids.ts';
import { causeOf, resolveDeadLetter, type ResolvedDeadLetters } from './resolve-dead-letter.ts';

interface ReplayContext extends Pick<Context, 'em' | 'broker' | 'viewer' | 'clientAddress'> {
  readonly log: Pick<Context['log'], 'warn'>;
}

function noAnswer({ log }: ReplayContext, err: unknown, replayedBefore: number): Error {
  log.warn({ err, replayedBefore }, 'dead letters could not be replayed');
  const outcome =
    replayedBefore === 0
      ? 'Nothing was replayed'
      : `${replayedBefore} replayed before; the others are open as they were`;
  return brokerUnavailable(`The event broker does not answer. ${outcome}; try again in a moment.`);
}

async function assertQueuesStand(context: ReplayContext, letters: readonly DeadLetter[]): Promise<void> {
  const wanted = [...new Set(letters.map(({ queue }) => queue))];
  const states = await context.broker.inspect(wanted).catch((err: unknown) => {
    throw noAnswer(context, err, 0);
  });
  const standing = new Set(states.map(({ queue }) => queue));
  const missing = wanted.filter((queue) => !standing.has(queue));
  if (missing.length === 0) return;
  throw badUserInput(
    `ids: there is no consumer ${missing.join(', ')} any more, so its dead letters can only be discarded.`,
  );
}

/**
 * Replays one dead letter. Its row is locked until all is written down, so that another administrator finds it done, and
 * a letter that comes back at once is not overwritten. Should this process end after the broker took the event, the
 * letter stays open: that is harmless, for a consumer takes each event once. Resolves with null when it is not open.
 */
function replayDeadLetter(
  context: ReplayContext,
  id: string,
  replayedBefore: number,
): Promise<DeadLetter | null> {
  return context.em.fork().transactional(async (em) => {
    const letter = await em.findOne(
      DeadLetter,
      { id, status: 'OPEN' },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (!letter) return null;
    await context.broker.redeliver(letter.queue, letter.event).catch((err: unknown) => {
      throw noAnswer(context, err, replayedBefore);
    });
    resolveDeadLetter(em, letter, causeOf(context));
    return letter;
  });
}

/**
 * Sends open dead letters to the consumers that failed, in the order their events happened. Each is committed for
 * itself: when the broker goes away in between, what was sent is written down as sent. Throws BAD_USER_INPUT, or
 * BROKER_UNAVAILABLE that says how far it came.
 */
export async function replayDeadLetters(
  context: ReplayContext,
  ids: readonly string[],
): Promise<ResolvedDeadLetters> {
  const open = await context.em
    .fork()
    .find(DeadLetter, { id: { $in: checkedIds(ids) }, status: 'OPEN' }, { orderBy: { eventId: 'asc' } });
  await assertQueuesStand(context, open);
  const deadLetters: DeadLetter[] = [];
  for (const { id } of open) {
    const replayed = await replayDeadLetter(context, id, deadLetters.length);
    if (replayed) deadLetters.push(replayed);
  }
  return { deadLetters, skipped: skippedIds(ids, deadLetters) };
}
