import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@payloom/ui-kit/button';
import { FormField } from '@payloom/ui-kit/form-field';
import { formatMoney } from '@payloom/ui-kit/money';
import { MoneyInput } from '@payloom/ui-kit/money-input';
import { NativeSelect } from '@payloom/ui-kit/select';
import { Banknote } from 'lucide-react';
import { useForm, useWatch } from 'react-hook-form';
import { amountText } from '../../payment/amount-schema.ts';
import { useFilterCurrenciesQuery } from './__generated__/find-people.ts';
import {
  amountFilterSchema,
  type AmountFilterChange,
  type AmountFilterValues,
} from './amount-filter-schema.ts';
import { FilterPopover } from './filter-popover.tsx';
import { amountsOf } from './list-filter.ts';
import type { ListFilterState } from './use-list-filter.ts';
import { useWords } from './words.ts';

type Amounts = NonNullable<ReturnType<typeof amountsOf>>;
type Words = ReturnType<typeof useWords>;

/** The range in words: "10.00 EUR to 50.00 EUR". */
function rangeWords(t: Words, { currency, minMinor, maxMinor }: Amounts): string {
  const [least, most] = [minMinor ?? undefined, maxMinor ?? undefined];
  if (least !== undefined && most !== undefined)
    return t('amount.between', { least: amountText(least, currency), most: formatMoney(most, currency) });
  if (least !== undefined) return t('amount.atLeast', { least: formatMoney(least, currency) });
  return most === undefined ? currency : t('amount.atMost', { most: formatMoney(most, currency) });
}

/** Those that wallets can hold, the one that is chosen first where it is another. */
function useCurrencies(chosen: string | undefined): readonly string[] {
  const { data } = useFilterCurrenciesQuery();
  const known = data?.walletCurrencies ?? ['EUR'];
  return chosen === undefined || known.includes(chosen) ? known : [chosen, ...known];
}

interface AmountFormProps {
  amounts: Amounts | undefined;
  onChange: (change: Partial<AmountFilterChange>) => void;
}

const textOf = (amountMinor: number | null | undefined, currency: string): string =>
  typeof amountMinor === 'number' ? amountText(amountMinor, currency) : '';

function AmountForm({ amounts, onChange }: AmountFormProps) {
  const t = useWords();
  const currencies = useCurrencies(amounts?.currency);
  const first = amounts?.currency ?? currencies[0] ?? 'EUR';
  const form = useForm<AmountFilterValues, unknown, AmountFilterChange>({
    resolver: (values, ...rest) =>
      zodResolver<AmountFilterValues, unknown, AmountFilterChange>(amountFilterSchema(values.currency))(
        values,
        ...rest,
      ),
    defaultValues: {
      currency: first,
      min: textOf(amounts?.minMinor, first),
      max: textOf(amounts?.maxMinor, first),
    },
  });
  const currency = useWatch({ control: form.control, name: 'currency' });
  const { errors } = form.formState;
  return (
    <form
      noValidate
      aria-label={t('amount.title')}
      className="flex flex-col gap-4"
      onSubmit={(event) => void form.handleSubmit(onChange)(event)}
    >
      <FormField label={t('amount.currency')}>
        <NativeSelect {...form.register('currency')}>
          {currencies.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </NativeSelect>
      </FormField>
      <FormField label={t('amount.min')} error={errors.min}>
        <MoneyInput currency={currency} {...form.register('min')} />
      </FormField>
      <FormField label={t('amount.max')} error={errors.max}>
        <MoneyInput currency={currency} {...form.register('max')} />
      </FormField>
      <div className="flex gap-2">
        <Button type="submit">{t('amount.apply')}</Button>
        {amounts && (
          <Button
            variant="ghost"
            onClick={() => onChange({ currency: undefined, min: undefined, max: undefined })}
          >
            {t('amount.any')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Payments of so much, in one currency. */
export function AmountFilter({ filter, changeAll }: Pick<ListFilterState, 'filter' | 'changeAll'>) {
  const t = useWords();
  const amounts = amountsOf(filter) ?? undefined;
  return (
    <FilterPopover icon={Banknote} name={t('amount.title')} value={amounts && rangeWords(t, amounts)}>
      {(close) => (
        <AmountForm
          amounts={amounts}
          onChange={(change) => {
            changeAll(change);
            close();
          }}
        />
      )}
    </FilterPopover>
  );
}
