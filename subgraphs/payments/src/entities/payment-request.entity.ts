import { defineEntity, p, type Opt } from '@mikro-orm/postgresql';

export const requestStatuses = ['OPEN', 'PAID', 'CANCELLED', 'EXPIRED'] as const;
type RequestStatus = (typeof requestStatuses)[number];

export const requestUses = ['SINGLE', 'MULTI'] as const;

const PaymentRequestSchema = defineEntity({
  name: 'PaymentRequest',
  properties: {
    id: p.uuid().primary(),
    /** What the link carries; whoever has it may pay. */
    token: p.string(),
    status: p.enum(requestStatuses),
    /** Paid once, or by as many as have the link. */
    use: p.enum(requestUses),
    requesterId: p.uuid(),
    amountMinor: p.bigint('number'),
    currency: p.string(),
    note: p.string().nullable(),
    /** Payments of it that have not failed or been cancelled. */
    paidCount: p.integer(),
    expiresAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** A wish to be paid by whoever has its link. */
export class PaymentRequest extends PaymentRequestSchema.class {
  /** Tells it apart from the problems it shares a result union with. */
  get __typename(): Opt<'PaymentRequest'> {
    return 'PaymentRequest';
  }
}
PaymentRequestSchema.setClass(PaymentRequest);

/** What a payment by the link makes of an open request. */
export const afterPaying = ({ use, paidCount }: Pick<PaymentRequest, 'use' | 'paidCount'>) => ({
  paidCount: paidCount + 1,
  status: use === 'SINGLE' ? ('PAID' as const) : ('OPEN' as const),
});

/** What becomes of a request when a payment by it comes to nothing. One that was closed since stays closed. */
export const afterReturn = ({ status, paidCount }: Pick<PaymentRequest, 'status' | 'paidCount'>) => ({
  paidCount: paidCount - 1,
  status: status === 'PAID' ? ('OPEN' as const) : status,
});

/** Where a request stands at a moment: it is over at its expiry, whether or not that has been written down yet. */
export function requestStatusAt(
  { status, expiresAt }: Pick<PaymentRequest, 'status' | 'expiresAt'>,
  now: Date,
): RequestStatus {
  return status === 'OPEN' && expiresAt && expiresAt <= now ? 'EXPIRED' : status;
}
