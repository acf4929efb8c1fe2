import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    export: 'Export',
    file: 'payments',
    exporting: 'Exporting payments',
    saved: 'The payments were exported',
    failed: 'The payments could not be exported',
    refused: 'This filter cannot be exported. Change it, then try again.',
  },
  de: {
    export: 'Exportieren',
    file: 'zahlungen',
    exporting: 'Zahlungen werden exportiert',
    saved: 'Die Zahlungen wurden exportiert',
    failed: 'Die Zahlungen konnten nicht exportiert werden',
    refused: 'Dieser Filter kann nicht exportiert werden. Ändern Sie ihn und versuchen Sie es erneut.',
  },
});
