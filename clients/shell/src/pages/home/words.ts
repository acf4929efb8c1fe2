import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    home: 'Home',
    loading: 'Loading {what}',
    brokenTitle: '{what} is not available right now',
    brokenWhy: 'This part could not be shown. The rest of the page works.',
  },
  de: {
    home: 'Übersicht',
    loading: 'Wird geladen: {what}',
    brokenTitle: '{what}: zurzeit nicht verfügbar',
    brokenWhy: 'Dieser Teil konnte nicht angezeigt werden. Der Rest der Seite funktioniert.',
  },
});
