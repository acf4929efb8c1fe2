import type { PaymentChangesSubscription } from '../features/live-payments/__generated__/live-payments.ts';
import { dateInDays } from '../payment/calendar-date.ts';
import type { PaymentDirection, PaymentStatus } from '../payment/__generated__/payment.ts';

type LivePayment = PaymentChangesSubscription['paymentChanged']['payment'];
type User = LivePayment['payer'];
type Wallet = User['wallets'][number];

export const euros = (amountMinor: number) => ({
  __typename: 'Money' as const,
  amountMinor,
  currency: 'EUR',
});

export const walletOf = (balanceMinor: number, pendingMinor = 0): Wallet => ({
  __typename: 'Wallet',
  id: 'wallet-alice',
  balance: euros(balanceMinor),
  pending: euros(pendingMinor),
});

export const alice: User = {
  __typename: 'User',
  id: 'alice',
  displayName: 'Alice Meyer',
  maskedEmail: 'a•••@payloom.example',
  avatar: null,
  wallets: [],
};
export const bob: User = {
  __typename: 'User',
  id: 'bob',
  displayName: 'Bob Vendor',
  maskedEmail: 'b•••@payloom.example',
  avatar: null,
  wallets: [],
};

/** The nth payment that was ever made: ids of later ones sort behind. */
export const paymentId = (nth: number): string => `0193b6a0-0000-7000-8000-${String(nth).padStart(12, '0')}`;

interface PaymentOptions {
  nth?: number;
  status?: PaymentStatus;
  amountMinor?: number;
  direction?: PaymentDirection | null;
  note?: string | null;
  createdAt?: string;
  balanceMinor?: number;
  reason?: string;
  refundedMinor?: number;
  refunds?: LivePayment['refunds'];
  refundRequest?: LivePayment['refundRequest'];
}

const wayTo: Record<PaymentStatus, PaymentStatus[]> = {
  PENDING: ['PENDING'],
  PROCESSING: ['PENDING', 'PROCESSING'],
  COMPLETED: ['PENDING', 'PROCESSING', 'COMPLETED'],
  FAILED: ['PENDING', 'PROCESSING', 'FAILED'],
  CANCELLED: ['PENDING', 'CANCELLED'],
};

/** A payment between Alice and Bob, as Alice sees it. */
export function payment(options: PaymentOptions = {}): LivePayment {
  const { nth = 1, status = 'COMPLETED', amountMinor = 2500, direction = 'SENT', note = null } = options;
  const createdAt = options.createdAt ?? new Date(Date.now() - 60_000).toISOString();
  const wallets = options.balanceMinor === undefined ? [] : [walletOf(options.balanceMinor)];
  const viewer = { ...alice, wallets };
  return {
    __typename: 'Payment',
    id: paymentId(nth),
    status,
    amount: euros(amountMinor),
    refunded: euros(options.refundedMinor ?? 0),
    note,
    direction,
    createdAt,
    updatedAt: createdAt,
    timeline: wayTo[status].map((step) => ({
      __typename: 'PaymentStep',
      status: step,
      at: createdAt,
      reason: step === 'FAILED' ? (options.reason ?? null) : null,
    })),
    refunds: options.refunds ?? [],
    refundRequest: options.refundRequest ?? null,
    payer: direction === 'RECEIVED' ? bob : viewer,
    recipient: direction === 'RECEIVED' ? viewer : bob,
  };
}

/** A page of a list. */
export function paymentPage(payments: readonly LivePayment[], hasNextPage = false) {
  const edges = payments.map((node) => ({
    __typename: 'PaymentEdge',
    cursor: btoa(node.id).replace(/=+$/, ''),
    node,
  }));
  const endCursor = edges.at(-1)?.cursor ?? null;
  return {
    payments: {
      __typename: 'PaymentConnection',
      edges,
      pageInfo: { __typename: 'PageInfo', hasNextPage, endCursor },
    },
  };
}

/** A live update about a payment. */
export function change(changed: LivePayment): PaymentChangesSubscription['paymentChanged'] {
  const type = `payments.payment.${changed.status === 'PENDING' ? 'created' : changed.status.toLowerCase()}`;
  return {
    __typename: 'PaymentChanged',
    cursor: `${Date.now()}-0`,
    type,
    at: changed.updatedAt,
    payment: changed,
  };
}

/** Alice with her wallets; without any while the first is being opened. */
export const viewerWallet = (
  balanceMinor: number | null,
  pendingMinor = 0,
  others: readonly Wallet[] = [],
) => ({
  viewer: {
    __typename: 'User',
    id: 'alice',
    wallets: balanceMinor === null ? [] : [walletOf(balanceMinor, pendingMinor), ...others],
  },
});

/** What the days up to today come to: all of it today, or nothing. */
export const reportOf = (receivedMinor: number, currency = 'EUR') => ({
  paymentReport: {
    __typename: 'PaymentReport',
    currency,
    byDay: receivedMinor
      ? [{ __typename: 'ReportDay', date: dateInDays(0), receivedMinor, sentMinor: 0, paymentCount: 1 }]
      : [],
    byStatus: [],
    byCounterparty: [],
  },
});
