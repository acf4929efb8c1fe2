import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    title: 'Money in and out',
    lastDays: 'Completed payments without what was refunded, last {count, number} days',
    in: 'In',
    out: 'Out',
    today: 'Today',
    empty: 'A payment that completes is drawn here.',
  },
  de: {
    title: 'Eingänge und Ausgänge',
    lastDays: 'Abgeschlossene Zahlungen ohne Rückerstattungen, letzte {count, number} Tage',
    in: 'Eingang',
    out: 'Ausgang',
    today: 'Heute',
    empty: 'Sobald eine Zahlung abgeschlossen ist, wird sie hier gezeichnet.',
  },
});
