import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    email: 'Email',
    emailMissing: 'Enter your email address, such as name@example.com.',
    send: 'Send link',
    sent: 'If {email} has an account, a mail with a link is on its way. The link holds for one hour.',
    nothing: 'Nothing there after a few minutes? Look among unwanted mail, or check the address.',
    again: 'Try another address',
    tooManyAttempts: 'A link was asked for too often of late. Wait a little, then try again.',
  },
  de: {
    email: 'E-Mail',
    emailMissing: 'Geben Sie Ihre E-Mail-Adresse ein, zum Beispiel name@example.com.',
    send: 'Link senden',
    sent: 'Wenn es zu {email} ein Konto gibt, ist eine E-Mail mit einem Link unterwegs. Der Link gilt eine Stunde.',
    nothing:
      'Nach ein paar Minuten noch nichts da? Sehen Sie im Spam-Ordner nach oder prüfen Sie die Adresse.',
    again: 'Andere Adresse versuchen',
    tooManyAttempts:
      'Es wurde zuletzt zu oft ein Link angefordert. Warten Sie einen Moment und versuchen Sie es dann erneut.',
  },
});
