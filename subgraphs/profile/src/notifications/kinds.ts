/** Every kind of thing a user is told of; the graph's `NotificationKind`. */
export const notificationKinds = [
  'PAYMENT_RECEIVED',
  'PAYMENT_COMPLETED',
  'PAYMENT_FAILED',
  'REFUND_RECEIVED',
  'REFUND_REQUESTED',
  'REFUND_DECLINED',
  'REQUEST_PAID',
  'SCHEDULE_FAILED',
  'TOP_UP_FAILED',
  'PASSWORD_CHANGED',
  'ROLE_CHANGED',
  'NEW_DEVICE',
  'PASSKEY_ADDED',
  'PASSKEY_REMOVED',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** What touches somebody's account cannot be turned off: it may be the only sign that somebody else did it. */
const alwaysTold: readonly NotificationKind[] = [
  'PASSWORD_CHANGED',
  'ROLE_CHANGED',
  'NEW_DEVICE',
  'PASSKEY_ADDED',
  'PASSKEY_REMOVED',
];

/** What somebody sees who pays, or what comes often, is not mailed unless they ask for it. */
export const mailMutedAtFirst: readonly NotificationKind[] = [
  'PAYMENT_COMPLETED',
  'REFUND_DECLINED',
  'REQUEST_PAID',
  'TOP_UP_FAILED',
];

/** Auth mails these by itself, in the transaction of the change, to whoever has not proven their email too. */
const mailedByAuth: readonly NotificationKind[] = ['PASSWORD_CHANGED'];

export const isMailedByAuth = (kind: NotificationKind): boolean => mailedByAuth.includes(kind);

export const canBeMuted = (kind: NotificationKind): boolean => !alwaysTold.includes(kind);

/** What a notification says; which of it there is depends on its kind. */
export interface NotificationDetails {
  readonly paymentId?: string;
  /** The other side of it. */
  readonly counterpartyId?: string;
  readonly amount?: { readonly amountMinor: number; readonly currency: string };
  /** Why it failed, as the code of a problem. */
  readonly reason?: string;
  readonly role?: 'CUSTOMER' | 'VENDOR' | 'ADMIN';
  /** On which device somebody signed in, as far as it says, and from where. */
  readonly device?: {
    readonly browser: string | null;
    readonly system: string | null;
    readonly clientAddress: string | null;
  };
  /** What the user calls it. */
  readonly passkey?: string;
}

/** A notification before it is anybody's row. */
export interface Told {
  readonly userId: string;
  readonly kind: NotificationKind;
  readonly details: NotificationDetails;
}
