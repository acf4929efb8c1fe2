import { stringify } from 'csv-stringify/sync';
import { Temporal } from 'temporal-polyfill';
import type { ExportedPayment } from '../operations/export-payments.ts';
import { headings, type ExportLanguage } from './headings.ts';

export interface CsvStyle {
  readonly timeZone: string;
  readonly language: ExportLanguage;
}

/** RFC 4180; what a spreadsheet would take for a formula is text, by the apostrophe that is its own sign for that. */
export const csvRules = {
  record_delimiter: 'windows',
  escape_formulas: true,
  quoted_match: /[\r\n]/,
} as const;

/** "1234.50", "1235" of yen: as many decimals as the currency has and no groups, as programs read it. */
export function decimal(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 0;
  if (decimals === 0) return String(amountMinor);
  const digits = String(amountMinor).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** ISO 8601 as the clocks of the zone have it: "2026-11-27T13:00:00+01:00". */
export function moment(at: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toString({ timeZone, smallestUnit: 'second' });
}

function row({ payment, direction, payer, recipient }: ExportedPayment, timeZone: string): string[] {
  const { id, createdAt, status, amountMinor, refundedMinor, currency, note } = payment;
  return [
    id,
    moment(createdAt, timeZone),
    status,
    direction ?? '',
    payer,
    recipient,
    decimal(amountMinor, currency),
    decimal(refundedMinor, currency),
    currency,
    note ?? '',
  ];
}

/** The text of a file, piece by piece: headings and the first page come together, behind the mark of UTF-8 for spreadsheets. */
export async function* paymentCsv(
  pages: AsyncIterable<readonly ExportedPayment[]>,
  { timeZone, language }: CsvStyle,
): AsyncGenerator<string, void> {
  let isFirst = true;
  for await (const page of pages) {
    const rows = page.map((exported) => row(exported, timeZone));
    yield isFirst
      ? stringify([[...headings[language]], ...rows], { ...csvRules, bom: true })
      : stringify(rows, csvRules);
    isFirst = false;
  }
}
