import { paginate, type Connection, type PageArguments } from '@payloom/subgraph-kit/connection';
import { requireViewer } from '@payloom/subgraph-kit/context';
import type { Context } from '../context.ts';
import { PaymentRequest } from '../entities/payment-request.entity.ts';

/** What the viewer has asked for, newest first. */
export async function listPaymentRequests(
  context: Pick<Context, 'em' | 'viewer'>,
  args: PageArguments,
): Promise<Connection<PaymentRequest>> {
  const { userId } = requireViewer(context);
  return paginate(context.em, PaymentRequest, { requesterId: userId }, args);
}
