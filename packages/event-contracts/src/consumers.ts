import type { EventType } from './catalogue.ts';

/** A consumer of the platform: the events its queue collects and what it does with them. */
export interface EventConsumer {
  /** Event types, or topic patterns of them. */
  readonly patterns: readonly (EventType | `${string}.#` | '#')[];
  readonly description: string;
}

/**
 * Every consumer by its queue, `<consumer>.<entity>.<purpose>`. Each process declares all of these queues when it starts,
 * so that an event finds its queues whoever started first.
 */
export const consumers = {
  'auth.settings.follow': {
    patterns: ['admin.setting.changed'],
    description: 'Keeps the settings that auth honours: whether sign-up is open.',
  },
  'auth.users.follow-profile': {
    patterns: ['profile.profile.updated'],
    description: 'Keeps the language that mails to a user are written in.',
  },
  'auth.mails.promise': {
    patterns: ['profile.notification.mail-requested'],
    description: 'Writes to users by mail what they want to be told so.',
  },
  'profile.profiles.create': {
    patterns: ['auth.user.registered'],
    description: 'Makes the profile of a new user.',
  },
  'profile.notifications.add': {
    patterns: [
      'payments.payment.completed',
      'payments.payment.failed',
      'payments.payment.refunded',
      'payments.payment.refund-requested',
      'payments.payment.refund-declined',
      'payments.request.paid',
      'payments.schedule.ran',
      'payments.top-up.failed',
      'auth.user.password-changed',
      'auth.user.role-changed',
      'auth.session.started',
      'auth.user.passkey-added',
      'auth.user.passkey-removed',
    ],
    description: 'Tells whom an event concerns, for their list of notifications.',
  },
  'payments.wallets.open': {
    patterns: ['auth.user.registered'],
    description: 'Opens the wallet of a new user and makes them payable.',
  },
  'payments.settings.follow': {
    patterns: ['admin.setting.changed'],
    description: 'Keeps the settings that payments honours: what one person may pay in a day.',
  },
  'payments.payees.rename': {
    patterns: ['profile.profile.created', 'profile.profile.updated'],
    description: 'Keeps the display names that people with the link of a payment request see.',
  },
  'payments.payments.process': {
    patterns: ['payments.payment.created'],
    description: 'Carries out a payment that was accepted.',
  },
  'payments.payments.complete': {
    patterns: ['payments.payment.processing'],
    description: 'Delivers a payment to its recipient, or returns it to its payer.',
  },
  'admin.users.register': {
    patterns: [
      'auth.user.registered',
      'auth.user.role-changed',
      'auth.user.suspended',
      'auth.user.reinstated',
    ],
    description: 'Lets administrators find a user, by role and status too.',
  },
  'admin.users.rename': {
    patterns: ['profile.profile.created', 'profile.profile.updated'],
    description: 'Keeps the display names that administrators see.',
  },
  'admin.audit-entries.add': {
    patterns: ['auth.#', 'profile.profile.#', 'payments.#'],
    description: 'Writes what happened into the audit log.',
  },
  'gateway.live.deliver': {
    patterns: ['#'],
    description: 'Tells the cache what has changed, and brings events to subscribers.',
  },
} as const satisfies Record<string, EventConsumer>;

export type ConsumerQueue = keyof typeof consumers;

/** The queues with their patterns, as a broker declares them. */
export const consumerBindings: readonly { queue: ConsumerQueue; patterns: readonly string[] }[] =
  Object.entries(consumers).map(([queue, { patterns }]) => {
    if (!isConsumerQueue(queue)) throw new TypeError(`${queue} is no consumer`);
    return { queue, patterns };
  });

export function isConsumerQueue(queue: string): queue is ConsumerQueue {
  return Object.hasOwn(consumers, queue);
}
