import type { EntityManager } from '@mikro-orm/postgresql';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { badUserInput } from '@payloom/subgraph-kit/errors';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { paymentStatuses } from '../entities/payment-state.ts';
import { Wallet } from '../entities/wallet.entity.ts';
import { findFirstWallet } from './find-wallet.ts';
import { daysBetween, startOfDay } from '../schedule/due-dates.ts';

const daysMax = 366;
const counterpartiesMax = 10;
const dateSchema = z.iso.date();

export interface ReportArguments {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  /** Left out: that of the first wallet. */
  readonly currency?: string | null | undefined;
}

const sums = {
  sentMinor: z.coerce.number().int(),
  receivedMinor: z.coerce.number().int(),
  paymentCount: z.coerce.number().int(),
};
const daysSchema = z.array(z.object({ date: z.string(), ...sums }));
const statusesSchema = z.array(z.object({ status: z.enum(paymentStatuses), ...sums }));
const counterpartiesSchema = z.array(z.object({ userId: z.string(), ...sums }));

export interface PaymentReport {
  readonly currency: string;
  readonly byDay: z.infer<typeof daysSchema>;
  readonly byStatus: z.infer<typeof statusesSchema>;
  readonly byCounterparty: z.infer<typeof counterpartiesSchema>;
}

/** One side of the viewer's payments; each side is read by its own index. */
const side = (mine: string, other: string, isSent: boolean) => `
  select created_at, status, ${other} as other_id, ${isSent} as is_sent, amount_minor - refunded_minor as net_minor
    from payment where ${mine} = ? and currency = ? and created_at >= ? and created_at < ?`;

const sumsSql = `
  coalesce(sum(net_minor) filter (where is_sent), 0) as "sentMinor",
  coalesce(sum(net_minor) filter (where not is_sent), 0) as "receivedMinor",
  count(*) as "paymentCount"`;

const reportSql = (key: string, rest: string) => `
  with mine as (${side('payer_id', 'recipient_id', true)} union all ${side('recipient_id', 'payer_id', false)})
  select ${key}, ${sumsSql} from mine ${rest}`;

const byDaySql = reportSql(
  `to_char(created_at at time zone ?, 'YYYY-MM-DD') as date`,
  `where status = 'COMPLETED' group by 1 order by 1`,
);
const byStatusSql = reportSql('status', 'group by status');
const byCounterpartySql = reportSql(
  'other_id as "userId"',
  `where status = 'COMPLETED' group by other_id order by sum(net_minor) desc, other_id limit ${counterpartiesMax}`,
);

async function sumUp(em: EntityManager, wallet: Wallet, args: ReportArguments): Promise<PaymentReport> {
  const { ownerId, currency } = wallet;
  const [begin, end] = [startOfDay(args.from, args.timeZone), startOfDay(args.to, args.timeZone, 1)];
  const one = [ownerId, currency, begin, end];
  const byDay = await em.execute(byDaySql, [...one, ...one, args.timeZone]);
  const byStatus = await em.execute(byStatusSql, [...one, ...one]);
  const byCounterparty = await em.execute(byCounterpartySql, [...one, ...one]);
  return {
    currency,
    byDay: daysSchema.parse(byDay),
    byStatus: statusesSchema.parse(byStatus),
    byCounterparty: counterpartiesSchema.parse(byCounterparty),
  };
}

/**
 * What the viewer's payments come to, made on days of their own time zone, what was refunded taken off. Null while they have no
 * such wallet. Throws BAD_USER_INPUT for what are no dates, in that order, of at most a year.
 */
export async function reportPayments(
  context: Pick<Context, 'em' | 'viewer'>,
  args: ReportArguments,
): Promise<PaymentReport | null> {
  const { userId } = requireViewer(context);
  for (const name of ['from', 'to'] as const) {
    if (!dateSchema.safeParse(args[name]).success)
      throw badUserInput(`${name}: expected a date, such as 2027-01-31.`);
  }
  const days = daysBetween(args.from, args.to) + 1;
  if (days < 1 || days > daysMax) throw badUserInput(`to: expected 1 to ${daysMax} days from the first.`);
  const { em } = context;
  const wallet = args.currency
    ? await em.findOne(Wallet, { ownerId: userId, currency: args.currency })
    : await findFirstWallet(em, userId);
  return wallet && sumUp(em, wallet, args);
}
