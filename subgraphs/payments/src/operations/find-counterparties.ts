import type { EntityManager } from '@mikro-orm/postgresql';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { badUserInput } from '@payloom/subgraph-kit/errors';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { DisplayName } from '../entities/display-name.entity.ts';
import { Payee } from '../entities/payee.entity.ts';
import { Payment } from '../entities/payment.entity.ts';
import { normalizeEmail } from './input.ts';
import { between, patternsOf, searchSchema } from './payment-filter.ts';

const firstMax = 20;
/** Among whom names are looked for: a bound, however long somebody has been paying. */
const latestMax = 1_000;

/** Somebody by their key; the rest of them is told by the graph. */
export interface Counterparty {
  readonly id: string;
}

export interface CounterpartySearch {
  readonly search?: string | null | undefined;
  readonly first: number;
}

const rowsSchema = z.array(z.object({ id: z.string() }));

/** The other sides of somebody's latest payments, the latest first. */
const latestSql = (named: string) => `
  with latest as (
    select id, case payer_id when ? then recipient_id else payer_id end as other_id from (
      (select id, payer_id, recipient_id from payment where payer_id = ? order by id desc limit ${latestMax})
      union all
      (select id, payer_id, recipient_id from payment where recipient_id = ? order by id desc limit ${latestMax})
    ) either_side order by id desc limit ${latestMax}
  ), other as (
    select other_id, row_number() over (order by max(id::text) desc) as place from latest group by other_id
  )
  select other_id as id from other ${named} order by place limit ?`;

async function searchLatest(em: EntityManager, userId: string, patterns: readonly string[], first: number) {
  const words = patterns.map(() => 'name ilike ?').join(' and ');
  const named = words && `join display_name on user_id = other_id and ${words}`;
  const rows = await em.execute(latestSql(named), [userId, userId, userId, ...patterns, first]);
  return rowsSchema.parse(rows);
}

async function searchAll(em: EntityManager, patterns: readonly string[], first: number) {
  if (patterns.length === 0) return [];
  const where = { $and: patterns.map((pattern) => ({ name: { $ilike: pattern } })) };
  const names = await em.find(DisplayName, where, { limit: first, disableIdentityMap: true });
  return names.map(({ userId: id }) => ({ id }));
}

type Asking = Pick<Context, 'em' | 'viewer'>;

/** Somebody with whom the viewer has payments, or anybody for who may read all. */
export async function findCounterparty(context: Asking, id: string): Promise<Counterparty | null> {
  const { userId, scopes } = requireViewer(context);
  if (!isUuid(id)) return null;
  const isKnown = scopes.has('payments:read')
    ? await context.em.count(Payee, { userId: id })
    : await context.em.findOne(Payment, between(userId, id), { fields: ['id'] });
  return isKnown ? { id } : null;
}

async function findByEmail(context: Asking, email: string): Promise<Counterparty[]> {
  const payee = await context.em.findOne(Payee, { email: normalizeEmail(email) });
  const found = payee && (await findCounterparty(context, payee.userId));
  return found ? [found] : [];
}

/**
 * Whom payments can be looked for by. An email finds somebody with whom there is any payment; words find names among the
 * latest payments, or all names for who may read all. Throws BAD_USER_INPUT for a search that makes no sense.
 */
export async function findCounterparties(
  context: Asking,
  { search, first }: CounterpartySearch,
): Promise<Counterparty[]> {
  const { userId, scopes } = requireViewer(context);
  if (first < 1 || first > firstMax)
    throw badUserInput(`first: expected a whole number between 1 and ${firstMax}.`);
  const parsed = searchSchema.safeParse(search ?? '');
  if (!parsed.success) throw badUserInput('search: expected at most 100 printable characters.');
  const words = parsed.data.trim();
  if (words.includes('@')) return findByEmail(context, words);
  const patterns = patternsOf(words);
  if (scopes.has('payments:read')) return searchAll(context.em, patterns, first);
  return searchLatest(context.em, userId, patterns, first);
}
