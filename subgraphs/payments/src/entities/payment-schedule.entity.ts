import { defineEntity, p, type Opt } from '@mikro-orm/postgresql';
import { cadences } from '../schedule/due-dates.ts';

const scheduleStatuses = ['ACTIVE', 'ENDED', 'CANCELLED'] as const;

const PaymentScheduleSchema = defineEntity({
  name: 'PaymentSchedule',
  properties: {
    id: p.uuid().primary(),
    status: p.enum(scheduleStatuses),
    cadence: p.enum(cadences),
    payerId: p.uuid(),
    recipientId: p.uuid(),
    amountMinor: p.bigint('number'),
    currency: p.string(),
    note: p.string().nullable(),
    /** The first due date, `2026-12-31`; all others are counted from it. */
    startsOn: p.date(),
    timeZone: p.string(),
    /** How many of its due dates have been run. */
    runCount: p.integer(),
    nextDueOn: p.date().nullable(),
    /** The moment of the next due date; null when there is none any more. */
    nextAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** A wish to pay somebody at a date, or every week or month. Each due date makes a payment, or says why not. */
export class PaymentSchedule extends PaymentScheduleSchema.class {
  /** Tells it apart from the problems it shares a result union with. */
  get __typename(): Opt<'PaymentSchedule'> {
    return 'PaymentSchedule';
  }
}
PaymentScheduleSchema.setClass(PaymentSchedule);
