import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    nameless: 'Somebody without a name yet',
  },
  de: {
    nameless: 'Jemand noch ohne Namen',
  },
});
