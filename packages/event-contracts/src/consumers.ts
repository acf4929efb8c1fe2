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
  'profile.profiles.create': {
    patterns: ['auth.user.registered'],
    description: 'Makes the profile of a new user.',
  },
  'payments.wallets.open': {
    patterns: ['auth.user.registered'],
    description: 'Opens the wallet of a new user and makes them payable.',
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
    patterns: ['auth.#', 'profile.#', 'payments.#'],
    description: 'Writes what happened into the audit log.',
  },
  'gateway.live.deliver': {
    patterns: ['#'],
    description: 'Brings events to subscribers; those that feed no subscription are let go.',
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
