import type { NotificationLanguage } from './notification-mail-kinds.ts';

const somebody = 'Jemand';
const roles: Readonly<Record<string, string>> = {
  CUSTOMER: 'Kunde',
  VENDOR: 'Händler',
  ADMIN: 'Administrator',
};
const seePayment = 'Zahlung ansehen';
const seeSecurity = 'Sicherheit des Kontos ansehen';

/** Mails about notifications in German. */
export const germanNotifications: NotificationLanguage = {
  kinds: {
    PAYMENT_RECEIVED: {
      subject: ({ amount }) => `Sie haben ${amount} erhalten`,
      sentence: ({ name = somebody, amount }) => `${name} hat Ihnen ${amount} gezahlt.`,
      action: seePayment,
      many: 'Zahlungen an Sie',
    },
    PAYMENT_COMPLETED: {
      subject: ({ amount }) => `Ihre Zahlung über ${amount} ist angekommen`,
      sentence: ({ name = somebody, amount }) => `${name} hat die ${amount} erhalten, die Sie gezahlt haben.`,
      action: seePayment,
      many: 'Ihre angekommenen Zahlungen',
    },
    PAYMENT_FAILED: {
      subject: ({ amount }) => `Ihre Zahlung über ${amount} ist fehlgeschlagen`,
      sentence: ({ name = 'jemanden', amount }) =>
        `Ihre Zahlung über ${amount} an ${name} ist fehlgeschlagen. Sie haben das Geld zurück.`,
      action: seePayment,
      many: 'Ihre fehlgeschlagenen Zahlungen',
    },
    REFUND_RECEIVED: {
      subject: ({ amount }) => `Sie haben ${amount} zurückerhalten`,
      sentence: ({ name = somebody, amount }) => `${name} hat Ihnen ${amount} zurückerstattet.`,
      action: seePayment,
      many: 'Rückerstattungen an Sie',
    },
    REFUND_REQUESTED: {
      subject: () => 'Sie werden um eine Rückerstattung gebeten',
      sentence: ({ name = somebody, amount }) =>
        amount === undefined
          ? `${name} bittet um alles, was von einer Zahlung an Sie noch übrig ist.`
          : `${name} bittet Sie, ${amount} zurückzuerstatten.`,
      action: 'Antworten',
      many: 'Bitten um eine Rückerstattung',
    },
    REFUND_DECLINED: {
      subject: () => 'Eine Rückerstattung wurde abgelehnt',
      sentence: ({ name = somebody }) => `${name} lehnt die Rückerstattung Ihrer Zahlung ab.`,
      action: seePayment,
      many: 'Abgelehnte Rückerstattungen',
    },
    REQUEST_PAID: {
      subject: ({ amount }) => `Über Ihren Link werden ${amount} gezahlt`,
      sentence: ({ name = somebody, amount }) => `${name} zahlt ${amount} über Ihren Link.`,
      action: seePayment,
      many: 'Zahlungen über Ihre Links',
    },
    SCHEDULE_FAILED: {
      subject: ({ amount }) => `Ihre geplante Zahlung über ${amount} wurde nicht ausgeführt`,
      sentence: ({ name = 'jemanden', amount }) =>
        `Ihre geplante Zahlung über ${amount} an ${name} wurde nicht ausgeführt. Es wurde nichts belastet.`,
      action: 'Geplante Zahlungen ansehen',
      many: 'Nicht ausgeführte geplante Zahlungen',
    },
    TOP_UP_FAILED: {
      subject: ({ amount }) => `Ihre Aufladung über ${amount} wurde abgelehnt`,
      sentence: ({ amount }) => `Ihre Aufladung über ${amount} wurde abgelehnt. Es wurde nichts belastet.`,
      action: 'Wallet ansehen',
      many: 'Abgelehnte Aufladungen',
    },
    ROLE_CHANGED: {
      subject: () => 'Ihre Rolle wurde geändert',
      sentence: ({ role = '' }) => `Sie sind jetzt ${roles[role] ?? role}.`,
      action: 'Profil ansehen',
      many: 'Änderungen Ihrer Rolle',
    },
    NEW_DEVICE: {
      subject: () => 'Anmeldung von einem neuen Gerät',
      sentence: ({ device = 'unbekannt' }) =>
        `Jemand hat sich von einem Gerät angemeldet, auf dem Ihr Konto noch nie verwendet wurde: ${device}.`,
      action: seeSecurity,
      after: 'Waren Sie das nicht? Dann melden Sie das Gerät ab und ändern Sie sofort Ihr Passwort.',
      many: 'Anmeldungen von einem neuen Gerät',
    },
    PASSKEY_ADDED: {
      subject: () => 'Ein Passkey wurde Ihrem Konto hinzugefügt',
      sentence: ({ passkey = 'einer ohne Namen' }) =>
        `Ihrem Konto wurde ein Passkey hinzugefügt: ${passkey}. Wer ihn hat, kann sich anmelden.`,
      action: seeSecurity,
      after: 'Waren Sie das nicht? Dann entfernen Sie ihn und ändern Sie sofort Ihr Passwort.',
      many: 'Hinzugefügte Passkeys',
    },
    PASSKEY_REMOVED: {
      subject: () => 'Ein Passkey wurde aus Ihrem Konto entfernt',
      sentence: ({ passkey = 'einer ohne Namen' }) =>
        `Aus Ihrem Konto wurde ein Passkey entfernt: ${passkey}. Mit ihm kann sich niemand mehr anmelden.`,
      action: seeSecurity,
      after: 'Waren Sie das nicht? Dann ändern Sie sofort Ihr Passwort.',
      many: 'Entfernte Passkeys',
    },
  },
  choices: 'Wählen, worüber Sie per E-Mail informiert werden',
  choicesOfAccount:
    'Mails zu Ihrem Konto kommen immer; wählen, worüber Sie sonst per E-Mail informiert werden',
  digest: {
    subject: (count) => `${count} weitere Benachrichtigungen`,
    sentence: 'In einer Stunde ist so viel geschehen, dass wir Ihnen das Übrige auf einmal mitteilen:',
    action: 'Benachrichtigungen ansehen',
  },
};
