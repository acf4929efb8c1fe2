import { formatMoney } from '@payloom/ui-kit/money';
import { Banknote } from 'lucide-react';
import { amountText } from '../../payment/amount-text.ts';
import { FilterPopover } from './filter-popover.tsx';
import { amountsOf } from './list-filter.ts';
import type { ListFilterState } from './use-list-filter.ts';
import { useWords } from './words.ts';

type Amounts = NonNullable<ReturnType<typeof amountsOf>>;
type Words = ReturnType<typeof useWords>;

const fetchForm = () => import('./amount-form.tsx');

/** The range in words: "10.00 EUR to 50.00 EUR". */
function rangeWords(t: Words, { currency, minMinor, maxMinor }: Amounts): string {
  const [least, most] = [minMinor ?? undefined, maxMinor ?? undefined];
  if (least !== undefined && most !== undefined)
    return t('amount.between', { least: amountText(least, currency), most: formatMoney(most, currency) });
  if (least !== undefined) return t('amount.atLeast', { least: formatMoney(least, currency) });
  return most === undefined ? currency : t('amount.atMost', { most: formatMoney(most, currency) });
}

/** Payments of so much, in one currency. */
export function AmountFilter({ filter, changeAll }: Pick<ListFilterState, 'filter' | 'changeAll'>) {
  const t = useWords();
  const amounts = amountsOf(filter) ?? undefined;
  return (
    <FilterPopover
      icon={Banknote}
      name={t('amount.title')}
      value={amounts && rangeWords(t, amounts)}
      load={fetchForm}
    >
      {({ AmountForm }, close) => (
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
