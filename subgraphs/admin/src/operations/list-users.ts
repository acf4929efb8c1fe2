import type { EntityManager, FilterQuery, QBFilterQuery } from '@mikro-orm/postgresql';
import { paginate, type Connection, type PageArguments } from '@payloom/subgraph-kit/connection';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { User } from '../entities/user.entity.ts';
import { escapeLike, filterText } from './filter-text.ts';

/** Counting more would take longer the more there are. */
const countedMax = 1_000;

export interface UserFilter {
  search?: string | null | undefined;
  role?: 'CUSTOMER' | 'VENDOR' | 'ADMIN' | null | undefined;
  status?: 'ACTIVE' | 'SUSPENDED' | null | undefined;
}

export interface UserPage extends Connection<User> {
  /** What the page is one of; counted only when somebody asks. */
  readonly where: FilterQuery<User>;
}

function whereOf(filter: UserFilter | null | undefined): FilterQuery<User> {
  const registered: FilterQuery<User> = {
    registeredAt: { $ne: null },
    ...(filter?.role && { role: filter.role }),
    ...(filter?.status && { status: filter.status }),
  };
  const search = filterText('filter.search', filter?.search);
  if (search === undefined) return registered;
  const pattern = `%${escapeLike(search)}%`;
  return { ...registered, $or: [{ email: { $ilike: pattern } }, { displayName: { $ilike: pattern } }] };
}

/** The users that match, newest first. */
export async function listUsers(
  { em }: Pick<Context, 'em'>,
  { filter, ...page }: PageArguments & { filter?: UserFilter | null | undefined },
): Promise<UserPage> {
  const where = whereOf(filter);
  return { ...(await paginate(em, User, where, page)), where };
}

const countRowSchema = z.tuple([z.object({ count: z.coerce.number().int() })]);

/** How many users match in all; null where there are more than are counted. */
export async function countUsers(em: EntityManager, where: FilterQuery<User>): Promise<number | null> {
  const matching = em
    .createQueryBuilder(User)
    .select('id')
    .where(where as QBFilterQuery<User>)
    .limit(countedMax + 1);
  const rows = await em.execute(
    `select count(*) as count from (${matching.getQuery()}) as matching`,
    matching.getParams(),
  );
  const [{ count }] = countRowSchema.parse(rows);
  return count > countedMax ? null : count;
}
