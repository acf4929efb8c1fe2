import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    title: 'Ledger',
    meaning: 'Each movement debits where the money comes from and credits where it goes.',
    loading: 'Loading the ledger',
    failed: 'The ledger could not be loaded',
    wallet: 'Wallet\u00a0…{end}',
    clearing: 'Clearing',
    provider: 'Card provider',
    to: 'to',
    postings: 'Postings',
    account: 'Account',
    debit: 'Debit',
    credit: 'Credit',
  },
  de: {
    title: 'Hauptbuch',
    meaning:
      'Jede Bewegung belastet im Soll, woher das Geld kommt, und schreibt im Haben gut, wohin es geht.',
    loading: 'Das Hauptbuch wird geladen',
    failed: 'Das Hauptbuch konnte nicht geladen werden',
    wallet: 'Wallet\u00a0…{end}',
    clearing: 'Verrechnung',
    provider: 'Kartenanbieter',
    to: 'an',
    postings: 'Buchungen',
    account: 'Konto',
    debit: 'Soll',
    credit: 'Haben',
  },
});
