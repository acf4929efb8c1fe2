import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    cancel: 'Cancel payment',
    ask: 'Cancel this payment?',
    means: '{recipient} will not get the {amount}. They return to your wallet at once.',
    keep: 'Keep the payment',
    close: 'Close',
    confirm: 'Cancel the payment',
    tooLate: 'The payment has moved on in the meantime and cannot be cancelled any more.',
    notFound: 'You have made no such payment.',
    back: '{amount} is back in your wallet',
    again: 'Cancel again to find out.',
  },
  de: {
    cancel: 'Zahlung stornieren',
    ask: 'Diese Zahlung stornieren?',
    means: '{recipient} erhält die {amount} nicht. Sie kommen sofort in Ihr Wallet zurück.',
    keep: 'Zahlung behalten',
    close: 'Schließen',
    confirm: 'Zahlung stornieren',
    tooLate: 'Die Zahlung ist inzwischen weitergegangen und kann nicht mehr storniert werden.',
    notFound: 'Eine solche Zahlung haben Sie nicht gemacht.',
    back: '{amount} sind wieder in Ihrem Wallet',
    again: 'Stornieren Sie noch einmal, um es herauszufinden.',
  },
});
