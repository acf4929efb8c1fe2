import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    new: 'New password',
    rule: 'At least {count, number} characters. A few words are easier to remember than signs.',
    tooShort: 'Use at least {count, number} characters.',
    tooLong: 'Use at most {count, number} characters.',
    save: 'Save password',
    saved: 'The password of {email} is changed. Every device was signed out.',
    signIn: 'Sign in',
    expired: 'This link has expired, or was used already.',
    another: 'Ask for a new link',
  },
  de: {
    new: 'Neues Passwort',
    rule: 'Mindestens {count, number} Zeichen. Ein paar Wörter merken Sie sich leichter als Sonderzeichen.',
    tooShort: 'Verwenden Sie mindestens {count, number} Zeichen.',
    tooLong: 'Verwenden Sie höchstens {count, number} Zeichen.',
    save: 'Passwort speichern',
    saved: 'Das Passwort von {email} ist geändert. Alle Geräte wurden abgemeldet.',
    signIn: 'Anmelden',
    expired: 'Dieser Link ist abgelaufen oder wurde bereits verwendet.',
    another: 'Neuen Link anfordern',
  },
});
