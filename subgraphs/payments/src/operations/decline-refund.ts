import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { Payment } from '../entities/payment.entity.ts';
import { RefundRequest } from '../entities/refund-request.entity.ts';
import type { Cause } from '../events/publishes.ts';
import { refundDeclined } from '../events/refund-events.ts';
import { noteSchema, paymentIdSchema } from './input.ts';
import {
  paymentNotFound,
  refundNotPossible,
  type PaymentNotFound,
  type RefundNotPossible,
} from './problems.ts';

const inputSchema = z.object({ paymentId: paymentIdSchema, answer: noteSchema });

type Input = z.infer<typeof inputSchema>;

export type DeclinedRefund = RefundRequest | PaymentNotFound | RefundNotPossible | InvalidInput;

async function declineOwn(
  em: EntityManager,
  userId: string,
  { paymentId, answer }: Input,
  cause: Cause,
): Promise<DeclinedRefund> {
  const mine = { id: paymentId, recipientId: userId };
  const payment = await em.findOne(Payment, mine, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (payment === null) return paymentNotFound('You have received no such payment.');
  const request = await em.findOne(RefundRequest, { paymentId }, { orderBy: { id: 'desc' }, refresh: true });
  if (request === null) return refundNotPossible(payment, 'Nobody has asked for a refund of this payment.');
  if (request.status === 'DECLINED') return request;
  if (request.status === 'GRANTED') return refundNotPossible(payment, 'The refund has been made already.');
  Object.assign(request, { status: 'DECLINED', answer, updatedAt: new Date() });
  refundDeclined(em, payment, request, cause);
  return request;
}

/** Says no to a payer who asks for a refund. It needs no idempotency key: a request is declined once. */
export async function declineRefund(
  context: Pick<Context, 'em' | 'viewer' | 'clientAddress'>,
  rawInput: unknown,
): Promise<DeclinedRefund> {
  const { userId } = requireViewer(context);
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const cause = { actor: userId, clientAddress: context.clientAddress };
  return context.em.transactional((em) => declineOwn(em, userId, parsed.input, cause));
}
