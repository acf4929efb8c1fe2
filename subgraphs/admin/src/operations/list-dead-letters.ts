import type { EntityManager, FilterQuery } from '@mikro-orm/postgresql';
import { paginate, type Connection, type PageArguments } from '@payloom/subgraph-kit/connection';
import type { Context } from '../context.ts';
import { DeadLetter } from '../entities/dead-letter.entity.ts';
import { escapeLike, filterText } from './filter-text.ts';

export interface DeadLetterFilter {
  status?: DeadLetter['status'] | null | undefined;
  queue?: string | null | undefined;
  /** An event type or the beginning of one. */
  eventType?: string | null | undefined;
  subject?: string | null | undefined;
}

export interface DeadLetterPage extends Connection<DeadLetter> {
  /** What the page is one of; counted only when somebody asks. */
  readonly where: FilterQuery<DeadLetter>;
}

function whereOf(filter: DeadLetterFilter | null | undefined): FilterQuery<DeadLetter> {
  const queue = filterText('filter.queue', filter?.queue);
  const eventType = filterText('filter.eventType', filter?.eventType);
  const subject = filterText('filter.subject', filter?.subject);
  return {
    $and: [
      filter?.status ? { status: filter.status } : {},
      queue === undefined ? {} : { queue },
      eventType === undefined ? {} : { eventType: { $like: `${escapeLike(eventType)}%` } },
      subject === undefined ? {} : { subject },
    ],
  };
}

/** The dead letters that match, newest first. */
export async function listDeadLetters(
  { em }: Pick<Context, 'em'>,
  { filter, ...page }: PageArguments & { filter?: DeadLetterFilter | null | undefined },
): Promise<DeadLetterPage> {
  const where = whereOf(filter);
  return { ...(await paginate(em, DeadLetter, where, page)), where };
}

/** How many dead letters match in all. */
export function countDeadLetters(em: EntityManager, where: FilterQuery<DeadLetter>): Promise<number> {
  return em.count(DeadLetter, where);
}
