import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    signIn: 'Sign in',
    ended: {
      EXPIRED: 'Your session has ended. Sign in again.',
      ENDED_BY_OWNER: 'You were signed out here from another device.',
      ENDED_BY_ADMINISTRATOR: 'An administrator ended your session. Sign in again.',
      SUSPENDED: 'Your account is suspended. Ask an administrator of Payloom why.',
      PASSWORD_RESET: 'Your password was changed. Sign in with the new one.',
    },
    noCookies:
      'Your browser keeps no cookies for Payloom: you will be signed out when a page is loaded again, and after a few minutes.',
    signInMeans: 'Pay people, get paid, and watch it happen.',
    noAccount: 'New to Payloom?',
    signUp: 'Create an account',
    signUpMeans: 'A wallet comes with it. It takes a minute.',
    haveAccount: 'Have an account?',
    verifyEmail: 'Confirm your email address',
    verifyEmailMeans: 'So that we can reach you, and nobody else uses your address.',
    forgotPassword: 'Forgot your password?',
    forgotPasswordMeans: 'We mail you a link to choose another one.',
    resetPassword: 'Choose a password',
    resetPasswordMeans: 'From then on you sign in with it.',
    security: 'Security',
    securityMeans: 'Who can use your account, and from where.',
  },
  de: {
    signIn: 'Anmelden',
    ended: {
      EXPIRED: 'Ihre Sitzung ist beendet. Melden Sie sich wieder an.',
      ENDED_BY_OWNER: 'Sie wurden hier von einem anderen Gerät aus abgemeldet.',
      ENDED_BY_ADMINISTRATOR: 'Ein Administrator hat Ihre Sitzung beendet. Melden Sie sich wieder an.',
      SUSPENDED: 'Ihr Konto ist gesperrt. Fragen Sie einen Administrator von Payloom nach dem Grund.',
      PASSWORD_RESET: 'Ihr Passwort wurde geändert. Melden Sie sich mit dem neuen an.',
    },
    noCookies:
      'Ihr Browser behält keine Cookies für Payloom: Wenn Sie eine Seite neu laden und nach einigen Minuten sind Sie abgemeldet.',
    signInMeans: 'Bezahlen, Geld erhalten und dabei zusehen.',
    noAccount: 'Neu bei Payloom?',
    signUp: 'Konto eröffnen',
    signUpMeans: 'Ein Wallet gehört dazu. Es dauert eine Minute.',
    haveAccount: 'Haben Sie schon ein Konto?',
    verifyEmail: 'E-Mail-Adresse bestätigen',
    verifyEmailMeans: 'Damit wir Sie erreichen und niemand sonst Ihre Adresse benutzt.',
    forgotPassword: 'Passwort vergessen?',
    forgotPasswordMeans: 'Wir senden Ihnen einen Link, mit dem Sie ein neues wählen.',
    resetPassword: 'Passwort wählen',
    resetPasswordMeans: 'Damit melden Sie sich künftig an.',
    security: 'Sicherheit',
    securityMeans: 'Wer Ihr Konto benutzen kann und von wo.',
  },
});
