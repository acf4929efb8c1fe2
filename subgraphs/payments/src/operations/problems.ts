import type { Payment } from '../entities/payment.entity.ts';
import type { LockedAccount } from '../ledger/accounts.ts';

interface Money {
  amountMinor: number;
  currency: string;
}

export interface InsufficientFunds {
  __typename: 'InsufficientFunds';
  message: string;
  available: Money;
  required: Money;
}

export function insufficientFunds(
  { balanceMinor, currency }: LockedAccount,
  required: Money,
): InsufficientFunds {
  const available = { amountMinor: balanceMinor, currency };
  const message = 'Your wallet holds less than the amount.';
  return { __typename: 'InsufficientFunds', message, available, required };
}

export interface EmailNotVerified {
  __typename: 'EmailNotVerified';
  message: string;
}

export const emailNotVerified = (): EmailNotVerified => ({
  __typename: 'EmailNotVerified',
  message: 'Confirm your email address first, with the link that was mailed to it.',
});

export interface PaymentNotFound {
  __typename: 'PaymentNotFound';
  message: string;
}

/** Says the same of a payment that is not there and of one that this viewer may not touch. */
export function paymentNotFound(message: string): PaymentNotFound {
  return { __typename: 'PaymentNotFound', message };
}

export interface RefundNotPossible {
  __typename: 'RefundNotPossible';
  message: string;
  payment: Payment;
}

export function refundNotPossible(payment: Payment, message: string): RefundNotPossible {
  return { __typename: 'RefundNotPossible', message, payment };
}

export interface RefundExceedsPayment {
  __typename: 'RefundExceedsPayment';
  message: string;
  refundable: Money;
}

export function refundExceedsPayment(refundable: Money): RefundExceedsPayment {
  const message = 'That is more than is left of the payment.';
  return { __typename: 'RefundExceedsPayment', message, refundable };
}

export interface RecipientNotFound {
  __typename: 'RecipientNotFound';
  message: string;
  email: string;
}

export function recipientNotFound(email: string): RecipientNotFound {
  return { __typename: 'RecipientNotFound', message: 'Nobody with that email can be paid.', email };
}
