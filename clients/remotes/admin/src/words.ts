import { defineWords } from '@payloom/i18n/define-words';

/** The pages' titles, and their names in the navigation. */
export const useWords = defineWords({
  en: {
    users: 'Users',
    user: 'User',
    createUser: 'Create a user',
    audit: 'Audit log',
    events: 'Events',
    figures: 'Key figures',
    health: 'Health',
    settings: 'Settings',
  },
  de: {
    users: 'Benutzer',
    user: 'Benutzer',
    createUser: 'Benutzer anlegen',
    audit: 'Protokoll',
    events: 'Ereignisse',
    figures: 'Kennzahlen',
    health: 'Zustand',
    settings: 'Einstellungen',
  },
});
