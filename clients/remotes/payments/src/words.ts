import { defineWords } from '@payloom/i18n/define-words';

/** The pages' titles, and their names in the navigation. */
export const useWords = defineWords({
  en: {
    wallet: 'Wallet',
    bank: 'Top-ups and payouts',
    statement: 'Statement',
    paySomebody: 'Pay somebody',
    payments: 'Payments',
    scheduled: 'Scheduled payments',
    report: 'Report',
    payment: 'Payment',
    requests: 'Requests',
    request: 'Payment request',
    pay: 'Pay',
  },
  de: {
    wallet: 'Wallet',
    bank: 'Aufladungen und Auszahlungen',
    statement: 'Kontoauszug',
    paySomebody: 'Jemanden bezahlen',
    payments: 'Zahlungen',
    scheduled: 'Geplante Zahlungen',
    report: 'Bericht',
    payment: 'Zahlung',
    requests: 'Anfragen',
    request: 'Zahlungsanfrage',
    pay: 'Bezahlen',
  },
});
