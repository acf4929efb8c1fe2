/** Every kind of notification that is written by mail. A changed password has a mail of its own (`password-changed`). */
export const notificationMailKinds = [
  'PAYMENT_RECEIVED',
  'PAYMENT_COMPLETED',
  'PAYMENT_FAILED',
  'REFUND_RECEIVED',
  'REFUND_REQUESTED',
  'REFUND_DECLINED',
  'REQUEST_PAID',
  'SCHEDULE_FAILED',
  'TOP_UP_FAILED',
  'ROLE_CHANGED',
  'NEW_DEVICE',
  'PASSKEY_ADDED',
  'PASSKEY_REMOVED',
] as const;

export type NotificationMailKind = (typeof notificationMailKinds)[number];

export const isNotificationMailKind = (kind: string): kind is NotificationMailKind =>
  notificationMailKinds.some((each) => each === kind);

/** What the sentences of a mail are made of, in words and as its reader writes amounts. */
export interface NotificationFacts {
  /** What the other side calls themselves; undefined where that is not known. */
  readonly name: string | undefined;
  readonly amount: string | undefined;
  readonly role: string | undefined;
  /** "Firefox, Windows, 192.0.2.7", as far as it is known. */
  readonly device: string | undefined;
  readonly passkey: string | undefined;
}

/** What a mail says of one kind. */
export interface NotificationWords {
  readonly subject: (facts: NotificationFacts) => string;
  readonly sentence: (facts: NotificationFacts) => string;
  /** On the button to the page that it is about. */
  readonly action: string;
  readonly after?: string;
  /** As one line of a digest, before a number. */
  readonly many: string;
}

/** All that mails about notifications say in one language. */
export interface NotificationLanguage {
  readonly kinds: Readonly<Record<NotificationMailKind, NotificationWords>>;
  readonly choices: string;
  readonly choicesOfAccount: string;
  readonly digest: {
    readonly subject: (count: number) => string;
    readonly sentence: string;
    readonly action: string;
  };
}
