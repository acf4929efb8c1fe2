import { paginate, type Connection, type PageArguments } from '@payloom/subgraph-kit/connection';
import { requireViewer } from '@payloom/subgraph-kit/context';
import type { Context } from '../context.ts';
import { Payout } from '../entities/payout.entity.ts';
import { TopUp } from '../entities/top-up.entity.ts';

/** What the viewer has paid out to banks, newest first. */
export async function listPayouts(
  context: Pick<Context, 'em' | 'viewer'>,
  args: PageArguments,
): Promise<Connection<Payout>> {
  const { userId } = requireViewer(context);
  return paginate(context.em, Payout, { userId }, args);
}

/** The viewer's top-ups, newest first. */
export async function listTopUps(
  context: Pick<Context, 'em' | 'viewer'>,
  args: PageArguments,
): Promise<Connection<TopUp>> {
  const { userId } = requireViewer(context);
  return paginate(context.em, TopUp, { userId }, args);
}
