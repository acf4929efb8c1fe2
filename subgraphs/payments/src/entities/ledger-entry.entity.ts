import { defineEntity, p } from '@mikro-orm/postgresql';
import { Payment } from './payment.entity.ts';
import { Payout } from './payout.entity.ts';
import { Refund } from './refund.entity.ts';
import { TopUp } from './top-up.entity.ts';

export const entryKinds = [
  /** Provider to wallet. */
  'TOP_UP_CAPTURED',
  /** Payer's wallet to clearing. */
  'PAYMENT_HELD',
  /** Clearing to the recipient's wallet. */
  'PAYMENT_DELIVERED',
  /** The reversal of PAYMENT_HELD. */
  'PAYMENT_RETURNED',
  /** Recipient's wallet to payer's wallet, in full or in part. */
  'PAYMENT_REFUNDED',
  /** Wallet to clearing. */
  'PAYOUT_HELD',
  /** Clearing to provider. */
  'PAYOUT_SETTLED',
  /** The reversal of PAYOUT_HELD. */
  'PAYOUT_RETURNED',
] as const;
export type EntryKind = (typeof entryKinds)[number];

const LedgerEntrySchema = defineEntity({
  name: 'LedgerEntry',
  properties: {
    id: p.uuid().primary(),
    kind: p.enum(entryKinds),
    /** The payment behind it, the top-up or the payout: exactly one of them. */
    paymentId: () => p.manyToOne(Payment).mapToPk().joinColumn('payment_id').nullable(),
    topUpId: () => p.manyToOne(TopUp).mapToPk().joinColumn('top_up_id').nullable(),
    payoutId: () => p.manyToOne(Payout).mapToPk().joinColumn('payout_id').nullable(),
    /** Beside the payment, for what is given back of it. */
    refundId: () => p.manyToOne(Refund).mapToPk().joinColumn('refund_id').nullable(),
    reversesEntryId: p.uuid().nullable(),
    createdAt: p.datetime(),
  },
});

/** One balanced movement of money. Never edited, only reversed. */
export class LedgerEntry extends LedgerEntrySchema.class {}
LedgerEntrySchema.setClass(LedgerEntry);
