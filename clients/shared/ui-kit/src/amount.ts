import { getRegion } from '@payloom/i18n/region';
import { useWords } from './words.ts';

/** What a typed amount means: integer minor units, or a sentence for whoever typed it. */
export type ParsedMoney = { ok: true; amountMinor: number } | { ok: false; message: string };

export interface MoneyParts {
  /** Empty, "−" or "+". */
  sign: string;
  /** Grouped and with the currency's decimals: "1,234.50". */
  number: string;
  /** ISO 4217. */
  currency: string;
}

export interface MoneyFormat {
  locale?: string | undefined;
  /** Shows "+" before what came in. */
  signed?: boolean;
}

const exponents = new Map<string, number>();

/** How many decimals a currency has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function currencyExponent(currency: string): number {
  const known = exponents.get(currency);
  if (known !== undefined) return known;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  exponents.set(currency, maximumFractionDigits);
  return maximumFractionDigits;
}

/** Minor units as an exact decimal text: a division would go through a float. */
function decimalText(amountMinor: number, exponent: number): `${number}` {
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const text = exponent === 0 ? whole : `${whole}.${digits.slice(-exponent)}`;
  return text as `${number}`;
}

/** The parts of an amount in the page's language. */
export function moneyParts(amountMinor: number, currency: string, format: MoneyFormat = {}): MoneyParts {
  const formatter = new Intl.NumberFormat(format.locale ?? getRegion().locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
  });
  const number = formatter
    .formatToParts(decimalText(amountMinor, currencyExponent(currency)))
    .filter(({ type }) => type === 'integer' || type === 'group' || type === 'decimal' || type === 'fraction')
    .map(({ value }) => value)
    .join('');
  const plus = format.signed && amountMinor > 0 ? '+' : '';
  return { sign: amountMinor < 0 ? '−' : plus, number, currency };
}

/** An amount in one line of text: `formatMoney(2500, 'EUR')` is "25.00 EUR". */
export function formatMoney(amountMinor: number, currency: string, format?: MoneyFormat): string {
  const { sign, number } = moneyParts(amountMinor, currency, format);
  return `${sign}${number} ${currency}`;
}

/** An amount as somebody might type it: "25.00", or "2500" where there are no decimals. */
function exampleOf(exponent: number): string {
  const text: string = decimalText(25 * 10 ** Math.max(exponent, 2), exponent);
  return writesDecimalComma() ? text.replace('.', ',') : text;
}

const refuse = (message: string): ParsedMoney => ({ ok: false, message });

/** Whether the page writes "1.234,50" rather than "1,234.50". */
const writesDecimalComma = (): boolean =>
  new Intl.NumberFormat(getRegion().locale).formatToParts(0.5).some(({ value }) => value === ',');

/** Splits "1,234.50", "1.234,50", "25,50" or "25" into whole and decimals; undefined where it is not a number. */
function splitDecimal(text: string, exponent: number): { whole: string; decimals: string } | undefined {
  const comma = text.lastIndexOf(',');
  const point = text.lastIndexOf('.');
  // The language's own "1,234", or "1.234", is grouped; for a currency of three decimals it could be either.
  const grouping = writesDecimalComma() ? /^[1-9]\d{0,2}(\.\d{3})+$/ : /^[1-9]\d{0,2}(,\d{3})+$/;
  const at = exponent !== 3 && grouping.test(text) ? -1 : Math.max(comma, point);
  const grouped = at < 0 ? text : text.slice(0, at);
  const separator = at < 0 ? (comma < 0 ? '.' : ',') : text[at] === '.' ? ',' : '.';
  const groups = grouped.split(separator);
  const wellGrouped =
    groups.length === 1 ||
    (/^\d{1,3}$/.test(groups[0] ?? '') && groups.slice(1).every((group) => /^\d{3}$/.test(group)));
  const whole = groups.join('');
  const decimals = at < 0 ? '' : text.slice(at + 1);
  if (!wellGrouped || !/^\d*$/.test(whole) || !/^\d*$/.test(decimals) || whole + decimals === '')
    return undefined;
  return { whole: whole || '0', decimals };
}

function tooFine(currency: string, exponent: number): string {
  const t = useWords.now();
  return exponent === 0
    ? t('amount.whole', { currency })
    : t('amount.decimals', { currency, count: exponent });
}

/**
 * Reads an amount as people type it, exactly: "25", "25.5", "25,50", "1,234.50" and "1 234,50" are understood; words,
 * negatives and more decimals than the currency has are refused with a sentence to show. Zero is an amount.
 */
export function parseMoney(text: string, currency: string): ParsedMoney {
  const exponent = currencyExponent(currency);
  const t = useWords.now();
  const compact = text
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace(new RegExp(`^${currency}|${currency}$`, 'i'), '');
  if (compact === '') return refuse(t('amount.missing'));
  if (/^[-−]/.test(compact)) return refuse(t('amount.negative'));
  const parts = splitDecimal(compact, exponent);
  if (!parts) return refuse(t('amount.digits', { example: exampleOf(exponent) }));
  if (parts.decimals.length > exponent) return refuse(tooFine(currency, exponent));
  const amountMinor = Number(parts.whole + parts.decimals.padEnd(exponent, '0'));
  if (!Number.isSafeInteger(amountMinor)) return refuse(t('amount.tooLarge'));
  return { ok: true, amountMinor };
}
