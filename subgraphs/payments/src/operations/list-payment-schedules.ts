import { paginate, type Connection, type PageArguments } from '@payloom/subgraph-kit/connection';
import { requireViewer } from '@payloom/subgraph-kit/context';
import type { Context } from '../context.ts';
import { PaymentSchedule } from '../entities/payment-schedule.entity.ts';

/** What the viewer has planned to pay, newest first. */
export async function listPaymentSchedules(
  context: Pick<Context, 'em' | 'viewer'>,
  args: PageArguments,
): Promise<Connection<PaymentSchedule>> {
  const { userId } = requireViewer(context);
  return paginate(context.em, PaymentSchedule, { payerId: userId }, args);
}
