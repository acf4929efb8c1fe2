import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@payloom/ui-kit/button';
import { FormField } from '@payloom/ui-kit/form-field';
import { MoneyInput } from '@payloom/ui-kit/money-input';
import { NativeSelect } from '@payloom/ui-kit/select';
import { useForm, useWatch } from 'react-hook-form';
import { amountText } from '../../payment/amount-text.ts';
import { useFilterCurrenciesQuery } from './__generated__/find-people.ts';
import {
  amountFilterSchema,
  type AmountFilterChange,
  type AmountFilterValues,
} from './amount-filter-schema.ts';
import type { amountsOf } from './list-filter.ts';
import { useWords } from './words.ts';

type Amounts = NonNullable<ReturnType<typeof amountsOf>>;

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

/** The range of amounts as somebody types it. */
export function AmountForm({ amounts, onChange }: AmountFormProps) {
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
