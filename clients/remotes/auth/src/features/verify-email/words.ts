import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    explain: 'One click shows that the address is yours.',
    confirm: 'Confirm email address',
    confirmed: '{email} is confirmed.',
    goOn: 'Go on',
    expired: 'This link has expired, or was used already.',
    signInForAnother: 'Sign in to have a new one sent.',
    signIn: 'Sign in',
    sendAgain: 'Send a new link',
    sent: 'A new link is on its way to {email}.',
    already: '{email} is confirmed already.',
    tooManyAttempts:
      'That mail was sent several times already. Look among unwanted mail, or wait a little and try again.',
  },
  de: {
    explain: 'Mit einem Klick zeigen Sie, dass die Adresse Ihnen gehört.',
    confirm: 'E-Mail-Adresse bestätigen',
    confirmed: '{email} ist bestätigt.',
    goOn: 'Weiter',
    expired: 'Dieser Link ist abgelaufen oder wurde bereits verwendet.',
    signInForAnother: 'Melden Sie sich an, um einen neuen zu erhalten.',
    signIn: 'Anmelden',
    sendAgain: 'Neuen Link senden',
    sent: 'Ein neuer Link ist unterwegs an {email}.',
    already: '{email} ist bereits bestätigt.',
    tooManyAttempts:
      'Diese E-Mail wurde schon mehrmals verschickt. Sehen Sie im Spam-Ordner nach oder versuchen Sie es etwas später erneut.',
  },
});
