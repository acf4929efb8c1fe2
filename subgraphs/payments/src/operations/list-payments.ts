import type { EntityManager, FilterQuery } from '@mikro-orm/postgresql';
import {
  paginate,
  toConnection,
  type Connection,
  type PageArguments,
} from '@payloom/subgraph-kit/connection';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { badUserInput } from '@payloom/subgraph-kit/errors';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { validate as isUuid } from 'uuid';
import type { Context } from '../context.ts';
import type { PaymentStatus } from '../entities/payment-state.ts';
import { Payment } from '../entities/payment.entity.ts';

const searchLengthMax = 100;

type Where = FilterQuery<Payment>;

export interface PaymentFilter {
  status?: readonly PaymentStatus[] | null | undefined;
  direction?: 'SENT' | 'RECEIVED' | null | undefined;
  from?: Date | null | undefined;
  to?: Date | null | undefined;
  search?: string | null | undefined;
}

export interface ListArguments extends PageArguments {
  filter?: PaymentFilter | null | undefined;
}

const partyTo = (userId: string): Where => ({ $or: [{ payerId: userId }, { recipientId: userId }] });

/** Whether the viewer may see the payment: they send it, receive it, or hold `payments:read`. */
export function maySee(viewer: Viewer | null, payment: Pick<Payment, 'payerId' | 'recipientId'>): boolean {
  if (viewer === null) return false;
  const isParty = viewer.userId === payment.payerId || viewer.userId === payment.recipientId;
  return isParty || viewer.scopes.has('payments:read');
}

/** The same rule for a list. */
function visibleTo(viewer: Viewer): Where[] {
  return viewer.scopes.has('payments:read') ? [] : [partyTo(viewer.userId)];
}

/** Each word of the search stands somewhere in the note. */
function wordsInNote(search: string): Where[] {
  if (search.length > searchLengthMax || search.includes('\0')) {
    throw badUserInput(`filter.search: expected at most ${searchLengthMax} printable characters.`);
  }
  const words = search.split(/\s+/).filter((word) => word !== '');
  return words.map((word) => ({ note: { $ilike: `%${word.replace(/[\\%_]/g, '\\$&')}%` } }));
}

/** `standpoint` is the user from whose side payments are sent or received. */
function matching(filter: PaymentFilter, standpoint: string): Where[] {
  const where: Where[] = [];
  if (filter.status && filter.status.length > 0) where.push({ status: { $in: [...filter.status] } });
  if (filter.direction === 'SENT') where.push({ payerId: standpoint });
  if (filter.direction === 'RECEIVED') where.push({ recipientId: standpoint });
  if (filter.from) where.push({ createdAt: { $gte: filter.from } });
  if (filter.to) where.push({ createdAt: { $lt: filter.to } });
  if (filter.search) where.push(...wordsInNote(filter.search));
  return where;
}

function page(em: EntityManager, where: Where[], args: ListArguments): Promise<Connection<Payment>> {
  return paginate(em, Payment, { $and: where }, args);
}

/** The payments the viewer may see, newest first. */
export async function listPayments(
  context: Pick<Context, 'em' | 'viewer'>,
  args: ListArguments,
): Promise<Connection<Payment>> {
  const viewer = requireViewer(context);
  return page(context.em, [...visibleTo(viewer), ...matching(args.filter ?? {}, viewer.userId)], args);
}

/** The payments of one user that the viewer may see, newest first; sent and received as that user sees them. */
export async function listPaymentsOf(
  context: Pick<Context, 'em' | 'viewer'>,
  userId: string,
  args: ListArguments,
): Promise<Connection<Payment>> {
  const viewer = requireViewer(context);
  // The id comes from a query; PostgreSQL fails on one that is none.
  if (!isUuid(userId)) return toConnection([], args.first, false);
  const where = [partyTo(userId), ...visibleTo(viewer), ...matching(args.filter ?? {}, userId)];
  return page(context.em, where, args);
}
