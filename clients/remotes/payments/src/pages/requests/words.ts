import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: { title: 'Requests', description: 'Links that you are paid by.', back: 'Payments' },
  de: { title: 'Anfragen', description: 'Links, über die Sie bezahlt werden.', back: 'Zahlungen' },
});
