import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    title: 'Notifications',
    meaning: 'What happened with your money and your account, newest first.',
  },
  de: {
    title: 'Benachrichtigungen',
    meaning: 'Was mit Ihrem Geld und Ihrem Konto geschah, das Neueste zuerst.',
  },
});
