import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    open: 'Open a wallet',
    opened: 'Your wallet in {currency} is open',
    failed: 'The wallet could not be opened',
  },
  de: {
    open: 'Wallet eröffnen',
    opened: 'Ihr Wallet in {currency} ist eröffnet',
    failed: 'Das Wallet konnte nicht eröffnet werden',
  },
});
