import { defineWords } from '@payloom/i18n/define-words';

/** The pages' titles, and their names in the navigation. */
export const useWords = defineWords({
  en: {
    profile: 'Profile',
    notifications: 'Notifications',
  },
  de: {
    profile: 'Profil',
    notifications: 'Benachrichtigungen',
  },
});
