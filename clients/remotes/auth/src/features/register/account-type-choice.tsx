import { cn } from '@payloom/ui-kit/cn';
import { Store, UserRound, type LucideIcon } from 'lucide-react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import type { AccountType } from './__generated__/register.later.ts';
import { useWords } from './words.ts';

const choices: readonly { value: AccountType; icon: LucideIcon }[] = [
  { value: 'CUSTOMER', icon: UserRound },
  { value: 'VENDOR', icon: Store },
];

/** What the account is for; with the keys of a radio group. */
export function AccountTypeChoice({ field }: { field: UseFormRegisterReturn }) {
  const t = useWords();
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{t('purpose')}</legend>
      <div className="grid grid-cols-1 gap-2 min-[26rem]:grid-cols-2">
        {choices.map(({ value, icon: Icon }) => (
          <label
            key={value}
            className={cn(
              'flex cursor-pointer items-start gap-3 rounded-lg border border-input bg-card p-3',
              'transition-colors duration-120 hover:border-muted-foreground',
              'has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring',
            )}
          >
            <input type="radio" value={value} className="sr-only" {...field} />
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>
              <span className="block text-sm font-medium">{t(`type.${value}`)}</span>
              <span className="block text-sm text-muted-foreground">{t(`typeMeans.${value}`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
