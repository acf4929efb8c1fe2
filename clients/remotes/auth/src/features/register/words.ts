import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    purpose: 'What is the account for?',
    type: { CUSTOMER: 'For myself', VENDOR: 'For a business' },
    typeMeans: { CUSTOMER: 'Pay people and shops', VENDOR: 'Get paid by customers' },
    name: 'Name',
    nameMeaning: 'What others see.',
    nameMissing: 'Enter your name, or that of your business.',
    email: 'Email',
    emailMissing: 'Enter your email address, such as name@example.com.',
    emailTaken: 'An account with that email exists. Sign in instead, or use another one.',
    tooManyAttempts: 'Many accounts were made from your network of late. Wait a little, then try again.',
    closed: 'New accounts cannot be made at the moment. If you have an account, sign in.',
    password: 'Password',
    passwordRule: 'At least {count, number} characters. A few words are easier to remember than signs.',
    passwordRefused: 'Choose a password that is harder to guess.',
    tooShort: 'Use at least {count, number} characters.',
    tooLong: 'Use at most {count, number} characters.',
    create: 'Create account',
  },
  de: {
    purpose: 'Wofür ist das Konto?',
    type: { CUSTOMER: 'Für mich', VENDOR: 'Für ein Geschäft' },
    typeMeans: { CUSTOMER: 'Personen und Geschäfte bezahlen', VENDOR: 'Von Kunden bezahlt werden' },
    name: 'Name',
    nameMeaning: 'So sehen andere Sie.',
    nameMissing: 'Geben Sie Ihren Namen oder den Ihres Geschäfts ein.',
    email: 'E-Mail',
    emailMissing: 'Geben Sie Ihre E-Mail-Adresse ein, zum Beispiel name@example.com.',
    emailTaken:
      'Mit dieser E-Mail-Adresse gibt es bereits ein Konto. Melden Sie sich an oder verwenden Sie eine andere.',
    tooManyAttempts:
      'Aus Ihrem Netz wurden zuletzt viele Konten eröffnet. Warten Sie einen Moment und versuchen Sie es dann erneut.',
    closed:
      'Zurzeit können keine neuen Konten eröffnet werden. Wenn Sie ein Konto haben, melden Sie sich an.',
    password: 'Passwort',
    passwordRule:
      'Mindestens {count, number} Zeichen. Ein paar Wörter merken Sie sich leichter als Sonderzeichen.',
    passwordRefused: 'Wählen Sie ein Passwort, das schwerer zu erraten ist.',
    tooShort: 'Verwenden Sie mindestens {count, number} Zeichen.',
    tooLong: 'Verwenden Sie höchstens {count, number} Zeichen.',
    create: 'Konto eröffnen',
  },
});
