import type { NotificationLanguage } from './notification-mail-kinds.ts';

const somebody = 'Somebody';
const roles: Readonly<Record<string, string>> = {
  CUSTOMER: 'a customer',
  VENDOR: 'a vendor',
  ADMIN: 'an administrator',
};
const seePayment = 'See the payment';
const seeSecurity = 'See the security of your account';

/** Mails about notifications in English. */
export const englishNotifications: NotificationLanguage = {
  kinds: {
    PAYMENT_RECEIVED: {
      subject: ({ amount }) => `You received ${amount}`,
      sentence: ({ name = somebody, amount }) => `${name} paid you ${amount}.`,
      action: seePayment,
      many: 'Payments to you',
    },
    PAYMENT_COMPLETED: {
      subject: ({ amount }) => `Your payment of ${amount} arrived`,
      sentence: ({ name = somebody, amount }) => `${name} has the ${amount} that you paid.`,
      action: seePayment,
      many: 'Your payments that arrived',
    },
    PAYMENT_FAILED: {
      subject: ({ amount }) => `Your payment of ${amount} failed`,
      sentence: ({ name = 'somebody', amount }) =>
        `Your payment of ${amount} to ${name} failed. You have the money back.`,
      action: seePayment,
      many: 'Your payments that failed',
    },
    REFUND_RECEIVED: {
      subject: ({ amount }) => `You were given ${amount} back`,
      sentence: ({ name = somebody, amount }) => `${name} gave you ${amount} back.`,
      action: seePayment,
      many: 'Refunds to you',
    },
    REFUND_REQUESTED: {
      subject: () => 'You are asked for a refund',
      sentence: ({ name = somebody, amount }) =>
        amount === undefined
          ? `${name} asks for all that is left of a payment to you.`
          : `${name} asks you to give ${amount} back.`,
      action: 'Answer',
      many: 'Refunds that you are asked for',
    },
    REFUND_DECLINED: {
      subject: () => 'A refund that you asked for is declined',
      sentence: ({ name = somebody }) => `${name} will not refund your payment.`,
      action: seePayment,
      many: 'Refunds that were declined',
    },
    REQUEST_PAID: {
      subject: ({ amount }) => `${amount} are being paid by your link`,
      sentence: ({ name = somebody, amount }) => `${name} is paying ${amount} by your link.`,
      action: seePayment,
      many: 'Payments by your links',
    },
    SCHEDULE_FAILED: {
      subject: ({ amount }) => `Your planned payment of ${amount} was not made`,
      sentence: ({ name = 'somebody', amount }) =>
        `Your planned payment of ${amount} to ${name} was not made. Nothing was taken.`,
      action: 'See your planned payments',
      many: 'Planned payments that were not made',
    },
    TOP_UP_FAILED: {
      subject: ({ amount }) => `Your top-up of ${amount} was refused`,
      sentence: ({ amount }) => `Your top-up of ${amount} was refused. Nothing was taken.`,
      action: 'See your wallet',
      many: 'Top-ups that were refused',
    },
    ROLE_CHANGED: {
      subject: () => 'Your role was changed',
      sentence: ({ role = '' }) => `You are ${roles[role] ?? role} now.`,
      action: 'See your profile',
      many: 'Changes of your role',
    },
    NEW_DEVICE: {
      subject: () => 'A sign-in from a new device',
      sentence: ({ device = 'unknown' }) =>
        `Somebody signed in to your account from a device that it was not used on before: ${device}.`,
      action: seeSecurity,
      after: 'If that was not you, sign the device out and change your password at once.',
      many: 'Sign-ins from a new device',
    },
    PASSKEY_ADDED: {
      subject: () => 'A passkey was added to your account',
      sentence: ({ passkey = 'one without a name' }) =>
        `A passkey was added to your account: ${passkey}. Whoever has it can sign in.`,
      action: seeSecurity,
      after: 'If that was not you, remove it and change your password at once.',
      many: 'Passkeys that were added',
    },
    PASSKEY_REMOVED: {
      subject: () => 'A passkey was removed from your account',
      sentence: ({ passkey = 'one without a name' }) =>
        `A passkey was removed from your account: ${passkey}. It is good for signing in no more.`,
      action: seeSecurity,
      after: 'If that was not you, change your password at once.',
      many: 'Passkeys that were removed',
    },
  },
  choices: 'Choose what you are told of by mail',
  choicesOfAccount: 'Mails about your account are always sent; choose what else you are told of by mail',
  digest: {
    subject: (count) => `${count} more notifications`,
    sentence: 'So much happened within an hour that we tell you of the rest at once:',
    action: 'See your notifications',
  },
};
