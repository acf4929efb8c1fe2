import type { PaymentPartyFragment, PaymentRowFragment } from '../../payment/__generated__/payment.ts';
import { amountText } from '../../payment/amount-schema.ts';

const header = [
  'Reference',
  'Made at',
  'Status',
  'Direction',
  'From',
  'To',
  'Amount',
  'Refunded',
  'Currency',
  'Note',
];

/** What a spreadsheet would take for a formula is text here: the apostrophe is its own sign for that. */
const formula = /^[=+\-@\t\r]/;

function cell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** "1234.50": without groups, as programs read it. */
const decimal = (amountMinor: number, currency: string): string =>
  amountText(amountMinor, currency).replaceAll(',', '');

function party({ displayName, maskedEmail }: PaymentPartyFragment): string {
  return displayName ? `${displayName} (${maskedEmail})` : maskedEmail;
}

function row({ amount, refunded, ...payment }: PaymentRowFragment): string[] {
  return [
    payment.id,
    payment.createdAt,
    payment.status,
    payment.direction ?? '',
    party(payment.payer),
    party(payment.recipient),
    decimal(amount.amountMinor, amount.currency),
    decimal(refunded.amountMinor, amount.currency),
    amount.currency,
    payment.note ?? '',
  ];
}

/** Payments as RFC 4180 has it, a header first. */
export function paymentCsv(payments: readonly PaymentRowFragment[]): string {
  return [header, ...payments.map(row)].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}
