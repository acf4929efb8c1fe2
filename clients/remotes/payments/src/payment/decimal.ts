import { currencyExponent } from '@payloom/ui-kit/money';

/** An amount as addresses have it: "1234.50", "1235" of yen; the same in every language, and never through a float. */
export function toDecimal(amountMinor: number, currency: string): string {
  const exponent = currencyExponent(currency);
  if (exponent === 0) return `${amountMinor}`;
  const digits = `${amountMinor}`.padStart(exponent + 1, '0');
  return `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** The minor units of such an amount; undefined for what is none, or finer than the currency. */
export function fromDecimal(text: string, currency: string): number | undefined {
  const exponent = currencyExponent(currency);
  const [, whole = '', decimals = ''] = /^(\d{1,13})(?:\.(\d{1,4}))?$/.exec(text) ?? [];
  if (whole === '' || decimals.length > exponent) return undefined;
  const amountMinor = Number(whole + decimals.padEnd(exponent, '0'));
  return Number.isSafeInteger(amountMinor) ? amountMinor : undefined;
}
