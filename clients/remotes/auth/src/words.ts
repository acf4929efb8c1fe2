import { defineWords } from '@payloom/i18n/define-words';

/** The pages' titles, and their names in the navigation. */
export const useWords = defineWords({
  en: {
    signIn: 'Sign in',
    signUp: 'Create an account',
    verifyEmail: 'Confirm your email address',
    forgotPassword: 'Forgot your password',
    resetPassword: 'Choose a password',
    security: 'Security',
  },
  de: {
    signIn: 'Anmelden',
    signUp: 'Konto eröffnen',
    verifyEmail: 'E-Mail-Adresse bestätigen',
    forgotPassword: 'Passwort vergessen',
    resetPassword: 'Passwort wählen',
    security: 'Sicherheit',
  },
});
