/** The languages that a file can be headed in: those of the pages. */
export const exportLanguages = ['en', 'de'] as const;
export type ExportLanguage = (typeof exportLanguages)[number];

/** What stands above each column, in their order. */
export const headings: Readonly<Record<ExportLanguage, readonly string[]>> = {
  en: ['Reference', 'Made at', 'Status', 'Direction', 'From', 'To', 'Amount', 'Refunded', 'Currency', 'Note'],
  de: [
    'Referenz',
    'Gemacht am',
    'Status',
    'Richtung',
    'Von',
    'An',
    'Betrag',
    'Erstattet',
    'Währung',
    'Mitteilung',
  ],
};

export const fileNames: Readonly<Record<ExportLanguage, string>> = { en: 'payments', de: 'zahlungen' };
