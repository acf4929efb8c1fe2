import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    payOut: 'Pay out',
    payOutAmount: 'Pay out {amount}',
    title: 'Pay out to your bank',
    meaning: 'You have {available}. The amount is set aside until the bank has it.',
    amount: 'Amount',
    iban: 'Bank account (IBAN)',
    ibanHint: 'Such as CH93 0076 2011 6238 5295 7.',
    ibanMissing: 'Enter the IBAN of your bank account.',
    ibanWrong: 'That is not an IBAN. Check it for a slip.',
    tooMuch: 'That is more than the {available} you have.',
    unconfirmed: 'Confirm your email address first, then pay out.',
    underWay: '{amount} is on its way to your bank',
    again: 'Pay out again to find out.',
  },
  de: {
    payOut: 'Auszahlen',
    payOutAmount: '{amount} auszahlen',
    title: 'Auf Ihr Bankkonto auszahlen',
    meaning: 'Sie haben {available}. Der Betrag wird zurückgelegt, bis er bei der Bank ist.',
    amount: 'Betrag',
    iban: 'Bankkonto (IBAN)',
    ibanHint: 'Zum Beispiel CH93 0076 2011 6238 5295 7.',
    ibanMissing: 'Geben Sie die IBAN Ihres Bankkontos ein.',
    ibanWrong: 'Das ist keine IBAN. Prüfen Sie sie auf Tippfehler.',
    tooMuch: 'Das ist mehr als die {available}, die Sie haben.',
    unconfirmed: 'Bestätigen Sie zuerst Ihre E-Mail-Adresse, dann können Sie auszahlen.',
    underWay: '{amount} sind unterwegs zu Ihrer Bank',
    again: 'Zahlen Sie noch einmal aus, um es herauszufinden.',
  },
});
