import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    changed: 'Changed:',
    asJson: '{label}, as JSON',
  },
  de: {
    changed: 'Geändert:',
    asJson: '{label}, als JSON',
  },
});
