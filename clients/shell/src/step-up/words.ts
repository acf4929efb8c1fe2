import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    title: 'Is it still you?',
    meaning: 'You have been signed in for a while. Please confirm that it is you; then this goes on.',
    password: 'Password',
    passwordMissing: 'Enter your password.',
    wrong: 'That is not your password.',
    code: 'Code of your app',
    codeMeans: 'Six digits. Without the app, use one of your recovery codes.',
    codeMissing: 'Enter the code that your app shows.',
    wrongCode: 'That code is wrong, or was used already. Wait for the next one.',
    usePasskey: 'Use a passkey',
    useCode: 'Use a code of your app',
    usePassword: 'Use your password',
    passkeyRefused: 'That passkey was not accepted. Use another one, or your password.',
    passkeyLate: 'That took too long. Try the passkey again.',
    passkeyNotShown: 'No passkey was chosen. Try again, or use your password.',
    passkeyAddress: 'Passkeys do not work at this address. Use your password.',
    tooManyAttempts: 'There were too many wrong attempts. Wait a little, then try again.',
    confirm: 'Confirm',
    cancel: 'Cancel',
  },
  de: {
    title: 'Sind Sie es noch?',
    meaning:
      'Sie sind schon eine Weile angemeldet. Bitte bestätigen Sie, dass Sie es sind; dann geht es weiter.',
    password: 'Passwort',
    passwordMissing: 'Geben Sie Ihr Passwort ein.',
    wrong: 'Das ist nicht Ihr Passwort.',
    code: 'Code Ihrer App',
    codeMeans: 'Sechs Ziffern. Ohne die App verwenden Sie einen Ihrer Wiederherstellungscodes.',
    codeMissing: 'Geben Sie den Code ein, den Ihre App zeigt.',
    wrongCode: 'Dieser Code ist falsch oder wurde bereits verwendet. Warten Sie auf den nächsten.',
    usePasskey: 'Passkey verwenden',
    useCode: 'Code der App verwenden',
    usePassword: 'Passwort verwenden',
    passkeyRefused: 'Dieser Passkey wurde nicht angenommen. Verwenden Sie einen anderen oder Ihr Passwort.',
    passkeyLate: 'Das hat zu lange gedauert. Versuchen Sie es noch einmal mit dem Passkey.',
    passkeyNotShown:
      'Es wurde kein Passkey gewählt. Versuchen Sie es noch einmal oder verwenden Sie Ihr Passwort.',
    passkeyAddress: 'An dieser Adresse funktionieren Passkeys nicht. Verwenden Sie Ihr Passwort.',
    tooManyAttempts:
      'Es gab zu viele falsche Versuche. Warten Sie einen Moment und versuchen Sie es dann erneut.',
    confirm: 'Bestätigen',
    cancel: 'Abbrechen',
  },
});
