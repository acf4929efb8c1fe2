import type { EntryKind } from '../entities/ledger-entry.entity.ts';
import type { ExportLanguage } from './headings.ts';

/** What moves a wallet. */
export type WalletEntryKind = Exclude<EntryKind, 'PAYOUT_SETTLED'>;

export interface StatementWords {
  readonly headings: readonly string[];
  readonly opening: string;
  readonly closing: string;
  readonly kinds: Readonly<Record<WalletEntryKind, string>>;
}

/** What stands above each column, in their order, and in them. */
export const statementWords: Readonly<Record<ExportLanguage, StatementWords>> = {
  en: {
    headings: ['Posted at', 'What', 'With', 'In', 'Out', 'Balance', 'Currency', 'Reference', 'Note'],
    opening: 'Opening balance',
    closing: 'Closing balance',
    kinds: {
      TOP_UP_CAPTURED: 'Top-up',
      PAYMENT_HELD: 'Payment sent',
      PAYMENT_DELIVERED: 'Payment received',
      PAYMENT_RETURNED: 'Payment returned',
      PAYMENT_REFUNDED: 'Refund',
      PAYOUT_HELD: 'Payout',
      PAYOUT_RETURNED: 'Payout returned',
    },
  },
  de: {
    headings: [
      'Gebucht am',
      'Was',
      'Mit',
      'Eingang',
      'Ausgang',
      'Saldo',
      'Währung',
      'Referenz',
      'Mitteilung',
    ],
    opening: 'Anfangssaldo',
    closing: 'Endsaldo',
    kinds: {
      TOP_UP_CAPTURED: 'Aufladung',
      PAYMENT_HELD: 'Zahlung gesendet',
      PAYMENT_DELIVERED: 'Zahlung erhalten',
      PAYMENT_RETURNED: 'Zahlung zurückgekommen',
      PAYMENT_REFUNDED: 'Rückerstattung',
      PAYOUT_HELD: 'Auszahlung',
      PAYOUT_RETURNED: 'Auszahlung zurückgekommen',
    },
  },
};

export const statementFileNames: Readonly<Record<ExportLanguage, string>> = {
  en: 'statement',
  de: 'kontoauszug',
};
