import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    choose: 'Your wallets',
    notOpen: 'Your wallet is not open yet',
    failed: 'Your wallet could not be loaded',
    overdue: 'That takes longer than it should. Look again in a while.',
  },
  de: {
    choose: 'Ihre Wallets',
    notOpen: 'Ihr Wallet ist noch nicht eröffnet',
    failed: 'Ihr Wallet konnte nicht geladen werden',
    overdue: 'Das dauert länger, als es sollte. Schauen Sie in einer Weile wieder.',
  },
});
