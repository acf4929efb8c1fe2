import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    title: 'Password',
    meaning: 'With another password your other devices are signed out.',
    form: 'Change your password',
    present: 'Present password',
    presentMissing: 'Enter the password you have now.',
    new: 'New password',
    rule: 'At least {count, number} characters.',
    tooShort: 'Use at least {count, number} characters.',
    tooLong: 'Use at most {count, number} characters.',
    refused: 'Choose another password than the one you have.',
    wrong: 'That is not your present password.',
    tooManyAttempts: 'There were too many attempts with a wrong password. Wait a little, then try again.',
    change: 'Change password',
    changed: 'Password changed',
    signedOut: 'Your other devices were signed out.',
  },
  de: {
    title: 'Passwort',
    meaning: 'Mit einem neuen Passwort werden Ihre anderen Geräte abgemeldet.',
    form: 'Passwort ändern',
    present: 'Aktuelles Passwort',
    presentMissing: 'Geben Sie Ihr aktuelles Passwort ein.',
    new: 'Neues Passwort',
    rule: 'Mindestens {count, number} Zeichen.',
    tooShort: 'Verwenden Sie mindestens {count, number} Zeichen.',
    tooLong: 'Verwenden Sie höchstens {count, number} Zeichen.',
    refused: 'Wählen Sie ein anderes Passwort als Ihr bisheriges.',
    wrong: 'Das ist nicht Ihr aktuelles Passwort.',
    tooManyAttempts:
      'Es gab zu viele Versuche mit einem falschen Passwort. Warten Sie einen Moment und versuchen Sie es dann erneut.',
    change: 'Passwort ändern',
    changed: 'Passwort geändert',
    signedOut: 'Ihre anderen Geräte wurden abgemeldet.',
  },
});
