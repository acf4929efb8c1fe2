import { useRegion } from '@payloom/i18n/use-region';
import type { ComponentProps } from 'react';
import { moneyParts } from './amount.ts';
import { cn } from './cn.ts';

export { currencyExponent, formatMoney, moneyParts, parseMoney, type ParsedMoney } from './amount.ts';

export interface MoneyProps extends Omit<ComponentProps<'span'>, 'children'> {
  /** Integer minor units: 2500 is 25.00 EUR. */
  amountMinor: number;
  /** ISO 4217. */
  currency: string;
  /** Shows "+" before what came in. */
  signed?: boolean;
  locale?: string;
}

/** An amount: tabular figures, the currency muted beside it, never broken over two lines. */
export function Money({ amountMinor, currency, signed = false, locale, className, ...props }: MoneyProps) {
  const region = useRegion();
  const { sign, number } = moneyParts(amountMinor, currency, { signed, locale: locale ?? region.locale });
  return (
    <span className={cn('whitespace-nowrap tabular-nums', className)} {...props}>
      {sign}
      {number} <span className="text-[max(0.75rem,0.6em)] font-normal text-muted-foreground">{currency}</span>
    </span>
  );
}
