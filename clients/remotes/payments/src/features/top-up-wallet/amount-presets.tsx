import { cn } from '@payloom/ui-kit/cn';
import { buttonVariants } from '@payloom/ui-kit/button';
import { currencyExponent, formatMoney, parseMoney } from '@payloom/ui-kit/money';
import { useWatch, type Control } from 'react-hook-form';
import { amountText } from '../../payment/amount-text.ts';
import type { TopUpDraft, TopUpFormValues } from './top-up-form-schema.ts';
import { useWords } from './words.ts';

/** In whole units of the currency. */
const presets = [20, 50, 100, 200];

export interface AmountPresetsProps {
  control: Control<TopUpFormValues, unknown, TopUpDraft>;
  currency: string;
  /** Gets the amount as it would be typed. */
  onChoose: (amount: string) => void;
}

/** The amounts that most people choose. */
export function AmountPresets({ control, currency, onChoose }: AmountPresetsProps) {
  const t = useWords();
  const exponent = currencyExponent(currency);
  const typed = parseMoney(useWatch({ control, name: 'amount' }), currency);
  return (
    <div role="group" aria-label={t('oftenChosen')} className="grid grid-cols-4 gap-2">
      {presets.map((preset) => {
        const amountMinor = preset * 10 ** exponent;
        const chosen = typed.ok && typed.amountMinor === amountMinor;
        return (
          <button
            key={preset}
            type="button"
            aria-pressed={chosen}
            aria-label={formatMoney(amountMinor, currency)}
            onClick={() => onChoose(amountText(amountMinor, currency))}
            className={cn(
              buttonVariants({ variant: 'outline' }),
              'px-2 tabular-nums',
              chosen && 'border-accent bg-accent-soft text-accent hover:bg-accent-soft',
            )}
          >
            {preset}
          </button>
        );
      })}
    </div>
  );
}
