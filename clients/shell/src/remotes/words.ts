import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    tamperedTitle: '{label} is not as it was released',
    tamperedWhy:
      'This part of Payloom is not what we published, so it was not run. The rest works, and your money is not affected.',
  },
  de: {
    tamperedTitle: '{label} ist nicht so, wie wir es veröffentlicht haben',
    tamperedWhy:
      'Dieser Teil von Payloom ist anders angekommen, als wir ihn veröffentlicht haben, und wurde deshalb nicht ausgeführt. Der Rest funktioniert, und Ihr Geld ist nicht betroffen.',
  },
});
