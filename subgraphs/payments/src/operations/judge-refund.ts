import type { PaymentStatus } from '../entities/payment-state.ts';
import { hasRoomFor } from './wallet-bounds.ts';

export interface RefundCase {
  readonly payment: {
    readonly status: PaymentStatus;
    readonly amountMinor: number;
    readonly refundedMinor: number;
  };
  /** Null: all that is left. */
  readonly askedMinor: number | null;
  /** What the recipient, who gives back, holds. */
  readonly recipientMinor: number;
  readonly payerMinor: number;
}

export type RefundVerdict =
  | { readonly allowed: true; readonly amountMinor: number }
  | {
      readonly allowed: false;
      readonly because:
        'not-completed' | 'all-refunded' | 'more-than-left' | 'too-little-money' | 'payer-full';
    };

const refuse = (because: Extract<RefundVerdict, { allowed: false }>['because']): RefundVerdict => ({
  allowed: false,
  because,
});

/** What of a payment has not been given back yet. */
export const refundableMinor = ({ status, amountMinor, refundedMinor }: RefundCase['payment']): number =>
  status === 'COMPLETED' ? amountMinor - refundedMinor : 0;

/** Whether a refund may be made. Pure; true only while the payment and both wallets are locked. */
export function judgeRefund({ payment, askedMinor, recipientMinor, payerMinor }: RefundCase): RefundVerdict {
  if (payment.status !== 'COMPLETED') return refuse('not-completed');
  const left = refundableMinor(payment);
  if (left === 0) return refuse('all-refunded');
  const amountMinor = askedMinor ?? left;
  if (amountMinor > left) return refuse('more-than-left');
  if (amountMinor > recipientMinor) return refuse('too-little-money');
  if (!hasRoomFor(payerMinor, amountMinor)) return refuse('payer-full');
  return { allowed: true, amountMinor };
}
