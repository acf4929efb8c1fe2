import { defineEntity, p } from '@mikro-orm/postgresql';
import { PaymentSchedule } from './payment-schedule.entity.ts';
import { Payment } from './payment.entity.ts';

const ScheduleRunSchema = defineEntity({
  name: 'ScheduleRun',
  properties: {
    id: p.uuid().primary(),
    scheduleId: () => p.manyToOne(PaymentSchedule).mapToPk().joinColumn('schedule_id'),
    dueOn: p.date(),
    /** The payment it made; null where it was refused. */
    paymentId: () => p.manyToOne(Payment).mapToPk().joinColumn('payment_id').nullable(),
    refusal: p.string().nullable(),
    createdAt: p.datetime(),
  },
});

/** What came of one due date of a schedule. The database has one for each date. */
export class ScheduleRun extends ScheduleRunSchema.class {}
ScheduleRunSchema.setClass(ScheduleRun);
