import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    label: 'Email address',
    unverified: 'Confirm your email address with the link that we mailed to {email}.',
    sendAgain: 'Send again',
    sent: 'The mail is on its way',
    already: 'Your email address is confirmed',
    notSent: 'The mail was not sent',
    tooManyAttempts: 'It was sent several times already. Look among unwanted mail, or wait a little.',
  },
  de: {
    label: 'E-Mail-Adresse',
    unverified: 'Bestätigen Sie Ihre E-Mail-Adresse mit dem Link, den wir an {email} gesendet haben.',
    sendAgain: 'Erneut senden',
    sent: 'Die E-Mail ist unterwegs',
    already: 'Ihre E-Mail-Adresse ist bestätigt',
    notSent: 'Die E-Mail wurde nicht gesendet',
    tooManyAttempts:
      'Sie wurde schon mehrmals verschickt. Sehen Sie im Spam-Ordner nach oder warten Sie einen Moment.',
  },
});
