import type { EntityManager } from '@mikro-orm/postgresql';
import {
  paginate,
  toConnection,
  type Connection,
  type PageArguments,
} from '@payloom/subgraph-kit/connection';
import { requireViewer } from '@payloom/subgraph-kit/context';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { validate as isUuid } from 'uuid';
import type { Context } from '../context.ts';
import { Payment } from '../entities/payment.entity.ts';
import {
  between,
  counterpartyOf,
  matching,
  partyTo,
  type PaymentFilter,
  type Where,
} from './payment-filter.ts';

export interface ListArguments extends PageArguments {
  filter?: PaymentFilter | null | undefined;
}

/** Whether the viewer may see the payment: they send it, receive it, or hold `payments:read`. */
export function maySee(viewer: Viewer | null, payment: Pick<Payment, 'payerId' | 'recipientId'>): boolean {
  if (viewer === null) return false;
  const isParty = viewer.userId === payment.payerId || viewer.userId === payment.recipientId;
  return isParty || viewer.scopes.has('payments:read');
}

const seesAll = ({ scopes }: Viewer): boolean => scopes.has('payments:read');

/** The same rule for a list. */
const visibleTo = (viewer: Viewer): Where[] => (seesAll(viewer) ? [] : [partyTo(viewer.userId)]);

function page(em: EntityManager, where: Where[], args: ListArguments): Promise<Connection<Payment>> {
  return paginate(em, Payment, { $and: where }, args);
}

/** What the list of all payments asks of a payment: the viewer may see it, and the filter finds it. */
export function listedTo(viewer: Viewer, filter: PaymentFilter): Where[] {
  const counterparty = counterpartyOf(filter);
  const found = matching(filter, viewer.userId);
  if (counterparty === null) return [...visibleTo(viewer), ...found];
  return [seesAll(viewer) ? partyTo(counterparty) : between(viewer.userId, counterparty), ...found];
}

/** The payments the viewer may see, newest first. */
export async function listPayments(
  context: Pick<Context, 'em' | 'viewer'>,
  args: ListArguments,
): Promise<Connection<Payment>> {
  return page(context.em, listedTo(requireViewer(context), args.filter ?? {}), args);
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
  const filter = args.filter ?? {};
  const counterparty = counterpartyOf(filter);
  const party = counterparty === null ? partyTo(userId) : between(userId, counterparty);
  return page(context.em, [party, ...visibleTo(viewer), ...matching(filter, userId)], args);
}
