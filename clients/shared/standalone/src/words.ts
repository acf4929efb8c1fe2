import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: { pages: 'Pages', nobody: 'Nobody is signed in', loading: 'Loading' },
  de: { pages: 'Seiten', nobody: 'Niemand ist angemeldet', loading: 'Wird geladen' },
});
