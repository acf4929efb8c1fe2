import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    title: 'Profile',
    meaning: 'How others see you, and how you like to read.',
  },
  de: {
    title: 'Profil',
    meaning: 'Wie andere Sie sehen und wie Sie gern lesen.',
  },
});
