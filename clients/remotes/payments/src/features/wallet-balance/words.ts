import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    spend: 'You can spend',
    now: 'Your balance is now {amount}.',
    nothingOut: 'Nothing is on its way out',
    out: '<amount></amount> on its way out',
  },
  de: {
    spend: 'Sie können ausgeben',
    now: 'Ihr Guthaben beträgt jetzt {amount}.',
    nothingOut: 'Nichts ist unterwegs',
    out: '<amount></amount> unterwegs',
  },
});
