import type { EntityManager } from '@mikro-orm/postgresql';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { invalidInput, parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { Payee } from '../entities/payee.entity.ts';
import { PaymentSchedule } from '../entities/payment-schedule.entity.ts';
import type { Cause } from '../events/publishes.ts';
import { scheduleCreated } from '../events/schedule-events.ts';
import { lockWalletAccount } from '../ledger/accounts.ts';
import { cadences, daysUntil, momentOf } from '../schedule/due-dates.ts';
import { findWallet } from './find-wallet.ts';
import {
  findEarlierUse,
  idempotencyKeyReused,
  rememberUse,
  type IdempotencyKeyReused,
  type KeyUse,
} from './idempotency.ts';
import { amountSchema, emailSchema, idempotencyKeySchema, noteSchema, timeZoneSchema } from './input.ts';
import { recipientNotFound, type RecipientNotFound } from './problems.ts';

const daysAheadMax = 730;
const activeSchedulesMax = 100;

const inputSchema = z.object({
  recipientEmail: emailSchema,
  amount: amountSchema({ amountMinorMin: 1, amountMinorMax: 100_000_000 }),
  note: noteSchema,
  cadence: z.enum(cadences, 'Must be ONCE, WEEKLY or MONTHLY.'),
  startsOn: z.iso.date('Must be a date, such as 2027-01-31.'),
  timeZone: timeZoneSchema,
  idempotencyKey: idempotencyKeySchema,
});

type Input = z.infer<typeof inputSchema>;

export type ScheduledPayment = PaymentSchedule | RecipientNotFound | IdempotencyKeyReused | InvalidInput;

function keyUseOf(userId: string, { idempotencyKey: key, amount, ...input }: Input): KeyUse {
  const { recipientEmail, note, cadence, startsOn, timeZone } = input;
  const { amountMinor, currency } = amount;
  const fields = [recipientEmail, amountMinor, currency, note, cadence, startsOn, timeZone];
  return { userId, operation: 'schedulePayment', key, input: fields };
}

/** The first due date has its morning ahead of it, and is not so far off that it must be a slip. */
function judgeStart({ startsOn, timeZone }: Input): InvalidInput | null {
  const days = daysUntil(startsOn, timeZone, new Date());
  if (days < 1) return invalidInput({ startsOn: 'Must be tomorrow or later.' });
  return days > daysAheadMax ? invalidInput({ startsOn: `Must be within ${daysAheadMax} days.` }) : null;
}

function tooMany(): InvalidInput {
  const message = `You have ${activeSchedulesMax} scheduled payments already. Cancel one of them first.`;
  return { ...invalidInput({}), message };
}

function create(em: EntityManager, payerId: string, recipientId: string, input: Input): PaymentSchedule {
  const { amount, note, cadence, startsOn, timeZone } = input;
  const now = new Date();
  return em.create(PaymentSchedule, {
    id: uuidv7(),
    status: 'ACTIVE',
    cadence,
    payerId,
    recipientId,
    ...amount,
    note,
    startsOn,
    timeZone,
    runCount: 0,
    nextDueOn: startsOn,
    nextAt: momentOf(startsOn, timeZone),
    createdAt: now,
    updatedAt: now,
  });
}

async function scheduleOnce(
  em: EntityManager,
  payerId: string,
  input: Input,
  cause: Cause,
): Promise<ScheduledPayment> {
  const wallet = await findWallet(em, payerId, input.amount.currency);
  if (wallet.__typename !== 'Wallet') return wallet;
  // From here on the payer's requests come one after the other.
  await lockWalletAccount(em, wallet.id);
  const use = keyUseOf(payerId, input);
  const earlier = await findEarlierUse(em, use);
  if (earlier === 'other-input') return idempotencyKeyReused();
  if (earlier !== 'none') return em.findOneOrFail(PaymentSchedule, earlier.resultId, { refresh: true });

  const badStart = judgeStart(input);
  if (badStart) return badStart;
  const recipient = await em.findOne(Payee, { email: input.recipientEmail });
  if (recipient === null) return recipientNotFound(input.recipientEmail);
  if (recipient.userId === payerId)
    return invalidInput({ recipientEmail: 'Must be somebody else than you.' });
  if ((await em.count(PaymentSchedule, { payerId, status: 'ACTIVE' })) >= activeSchedulesMax)
    return tooMany();
  const schedule = create(em, payerId, recipient.userId, input);
  rememberUse(em, use, schedule.id);
  scheduleCreated(em, schedule, cause);
  return schedule;
}

/**
 * Plans to pay somebody at a date, or from then on every week or month. Nothing is set aside: whether the wallet holds
 * enough is seen when a payment is due. The same key with the same input gives the same schedule.
 */
export async function schedulePayment(
  context: Pick<Context, 'em' | 'viewer' | 'clientAddress'>,
  rawInput: unknown,
): Promise<ScheduledPayment> {
  const { userId } = requireViewer(context);
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const cause = { actor: userId, clientAddress: context.clientAddress };
  return context.em.transactional((em) => scheduleOnce(em, userId, parsed.input, cause));
}
