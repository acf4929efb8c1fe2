import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { PaymentRequest, requestStatusAt } from '../entities/payment-request.entity.ts';
import type { Cause } from '../events/publishes.ts';
import { requestCancelled } from '../events/request-events.ts';
import {
  requestClosed,
  requestNotFound,
  type PaymentRequestClosed,
  type PaymentRequestNotFound,
} from './request-problems.ts';

const inputSchema = z.object({ requestId: z.uuid('Must be the id of a payment request.') });

export type CancelledPaymentRequest =
  PaymentRequest | PaymentRequestNotFound | PaymentRequestClosed | InvalidInput;

async function cancelOwn(
  em: EntityManager,
  requesterId: string,
  id: string,
  cause: Cause,
): Promise<CancelledPaymentRequest> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const request = await em.findOne(PaymentRequest, { id, requesterId }, lock);
  if (request === null) return requestNotFound('You have made no such request.');
  const now = new Date();
  const status = requestStatusAt(request, now);
  if (status === 'CANCELLED') return request;
  if (status === 'PAID') return requestClosed(request, 'The request has been paid already.');
  if (status === 'EXPIRED') return requestClosed(request, 'The request has expired already.');
  Object.assign(request, { status: 'CANCELLED', updatedAt: now });
  requestCancelled(em, request, cause);
  return request;
}

/** Closes a request, so that its link pays no more. Payments made by it go on. Done twice, it is done once. */
export async function cancelPaymentRequest(
  context: Pick<Context, 'em' | 'viewer' | 'clientAddress'>,
  rawInput: unknown,
): Promise<CancelledPaymentRequest> {
  const { userId } = requireViewer(context);
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const cause = { actor: userId, clientAddress: context.clientAddress };
  return context.em.transactional((em) => cancelOwn(em, userId, parsed.input.requestId, cause));
}
