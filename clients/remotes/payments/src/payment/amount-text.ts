import { formatMoney } from '@payloom/ui-kit/money';

/** An amount as somebody would type it: "1,234.50". */
export function amountText(amountMinor: number, currency: string): string {
  return formatMoney(amountMinor, currency).replace(` ${currency}`, '');
}
