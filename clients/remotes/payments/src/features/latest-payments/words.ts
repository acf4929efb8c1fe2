import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    title: 'Latest payments',
    empty: 'No payments yet',
    emptyMeans: 'What you send and receive appears here, by itself.',
    failed: 'The payments could not be loaded',
  },
  de: {
    title: 'Letzte Zahlungen',
    empty: 'Noch keine Zahlungen',
    emptyMeans: 'Was Sie senden und erhalten, erscheint hier von selbst.',
    failed: 'Die Zahlungen konnten nicht geladen werden',
  },
});
