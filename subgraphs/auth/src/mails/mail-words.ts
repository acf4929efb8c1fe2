import type { MailLanguage, MailWords } from '@payloom/mail/render-mail';

/** Mails with a link that holds once. */
export type LinkedMail = 'verify-email' | 'reset-password' | 'invitation';
type Kind = LinkedMail | 'password-changed';

interface Facts {
  readonly url: string;
  readonly email: string;
}

interface Words {
  readonly subject: string;
  readonly paragraphs: (facts: Facts) => readonly string[];
  readonly action: string;
  readonly after: readonly string[];
}

const english: Readonly<Record<Kind, Words>> = {
  'verify-email': {
    subject: 'Confirm your email address',
    paragraphs: ({ email }) => [`Please confirm that ${email} is your email address.`],
    action: 'Confirm email address',
    after: ['The link holds for 24 hours.', 'If you have not made an account with us, do nothing.'],
  },
  'reset-password': {
    subject: 'Choose another password',
    paragraphs: ({ email }) => [`Another password was asked for, for the account of ${email}.`],
    action: 'Choose another password',
    after: [
      'The link holds for one hour and works once. All your devices are signed out then.',
      'If it was not you who asked, do nothing: your password stays as it is.',
    ],
  },
  invitation: {
    subject: 'Your account with Payloom',
    paragraphs: ({ email }) => [
      `An account was made for you, with the email address ${email}.`,
      'Choose a password to begin.',
    ],
    action: 'Choose a password',
    after: ['The link holds for 7 days and works once.', 'If you know nothing of this, do nothing.'],
  },
  'password-changed': {
    subject: 'Your password was changed',
    paragraphs: ({ email }) => [`The password of the account of ${email} was changed just now.`],
    action: 'If it was not you, choose another password at once',
    after: ['If it was you, there is nothing to do.'],
  },
};

const german: Readonly<Record<Kind, Words>> = {
  'verify-email': {
    subject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
    paragraphs: ({ email }) => [`Bitte bestätigen Sie, dass ${email} Ihre E-Mail-Adresse ist.`],
    action: 'E-Mail-Adresse bestätigen',
    after: [
      'Der Link gilt 24 Stunden.',
      'Haben Sie kein Konto bei uns eröffnet? Dann brauchen Sie nichts zu tun.',
    ],
  },
  'reset-password': {
    subject: 'Neues Passwort wählen',
    paragraphs: ({ email }) => [`Für das Konto von ${email} wurde ein neues Passwort angefordert.`],
    action: 'Neues Passwort wählen',
    after: [
      'Der Link gilt eine Stunde und kann einmal verwendet werden. Danach werden alle Ihre Geräte abgemeldet.',
      'Waren Sie das nicht? Dann brauchen Sie nichts zu tun, Ihr Passwort bleibt unverändert.',
    ],
  },
  invitation: {
    subject: 'Ihr Konto bei Payloom',
    paragraphs: ({ email }) => [
      `Für Sie wurde ein Konto mit der E-Mail-Adresse ${email} eröffnet.`,
      'Wählen Sie ein Passwort, um zu beginnen.',
    ],
    action: 'Passwort wählen',
    after: [
      'Der Link gilt 7 Tage und kann einmal verwendet werden.',
      'Sagt Ihnen das nichts? Dann brauchen Sie nichts zu tun.',
    ],
  },
  'password-changed': {
    subject: 'Ihr Passwort wurde geändert',
    paragraphs: ({ email }) => [`Das Passwort zum Konto von ${email} wurde soeben geändert.`],
    action: 'Waren Sie das nicht? Dann wählen Sie sofort ein neues Passwort',
    after: ['Haben Sie es selbst geändert, ist nichts weiter zu tun.'],
  },
};

/** What a mail says, in the language of who gets it. */
export function mailWords(kind: Kind, language: MailLanguage, facts: Facts): MailWords {
  const { subject, paragraphs, action, after } = (language === 'de' ? german : english)[kind];
  return {
    language,
    subject,
    paragraphs: paragraphs(facts),
    action: { label: action, url: facts.url },
    after,
  };
}
