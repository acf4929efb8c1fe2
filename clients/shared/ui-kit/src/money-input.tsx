import { useRegion } from '@payloom/i18n/use-region';
import type { ComponentProps, FocusEvent } from 'react';
import { moneyParts, parseMoney } from './amount.ts';
import { cn } from './cn.ts';
import { Input } from './input.tsx';

export interface MoneyInputProps extends Omit<ComponentProps<'input'>, 'type' | 'inputMode'> {
  /** ISO 4217; shown behind the amount. */
  currency: string;
}

/**
 * An amount to type; its value stays the text, which `parseMoney` reads. When it is left, a readable amount is written
 * out ("25,5" becomes "25.50", or "25,50" in German), so that what will be paid is seen before it is.
 */
export function MoneyInput({ currency, className, onBlur, ...props }: MoneyInputProps) {
  const { locale } = useRegion();
  const tidy = (event: FocusEvent<HTMLInputElement>): void => {
    const parsed = parseMoney(event.target.value, currency);
    // A controlled input belongs to its owner; React would undo the change.
    if (parsed.ok && props.value === undefined) {
      event.target.value = moneyParts(parsed.amountMinor, currency, { locale }).number;
    }
    onBlur?.(event);
  };
  return (
    <div className="relative">
      <Input
        placeholder={moneyParts(0, currency, { locale }).number}
        autoComplete="off"
        {...props}
        inputMode="decimal"
        onBlur={tidy}
        className={cn('pr-14 text-right text-lg font-medium tabular-nums sm:text-lg', className)}
      />
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-sm text-muted-foreground"
      >
        {currency}
      </span>
    </div>
  );
}
