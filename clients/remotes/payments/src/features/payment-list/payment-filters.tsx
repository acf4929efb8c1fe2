import { Button } from '@payloom/ui-kit/button';
import { cn } from '@payloom/ui-kit/cn';
import { Input } from '@payloom/ui-kit/input';
import { Select } from '@payloom/ui-kit/select';
import { ListFilter as FilterIcon, X } from 'lucide-react';
import { useId, useState } from 'react';
import { AmountFilter } from './amount-filter.tsx';
import { countFilters } from './list-filter.ts';
import { PersonFilter } from './person-filter.tsx';
import { SearchField } from './search-field.tsx';
import type { ListFilterState } from './use-list-filter.ts';
import { useWords } from './words.ts';

const statuses = ['ANY', 'PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;
const refunds = ['ANY', 'asked'] as const;
const directions = ['ANY', 'SENT', 'RECEIVED'] as const;
/** Denser than a form: this is a tool above a table. */
const control = 'sm:h-9 sm:text-sm';
const unlessAny = (value: string): string | undefined => (value === 'ANY' ? undefined : value);

export interface PaymentFiltersProps extends ListFilterState {
  /** Somebody who looks on neither sends nor receives. */
  withDirection: boolean;
}

function Choices({ filter, change, withDirection }: PaymentFiltersProps) {
  const t = useWords();
  return (
    <>
      <Select
        aria-label={t('status')}
        className={cn(control, 'sm:w-40')}
        options={statuses.map((value) => ({ value, label: t(`statuses.${value}`) }))}
        value={filter.status ?? 'ANY'}
        onValueChange={(value) => change('status', unlessAny(value))}
      />
      {withDirection && (
        <Select
          aria-label={t('direction')}
          className={cn(control, 'sm:w-56')}
          options={directions.map((value) => ({ value, label: t(`directions.${value}`) }))}
          value={filter.direction ?? 'ANY'}
          onValueChange={(value) => change('direction', unlessAny(value))}
        />
      )}
      <Select
        aria-label={t('refund')}
        className={cn(control, 'sm:w-56')}
        options={refunds.map((value) => ({ value, label: t(`refunds.${value}`) }))}
        value={filter.refund ?? 'ANY'}
        onValueChange={(value) => change('refund', unlessAny(value))}
      />
    </>
  );
}

function Day({ label, value, onChange, ...bounds }: DayProps) {
  return (
    <label className="flex items-center gap-2 text-sm text-muted-foreground">
      <span className="w-10 sm:w-auto">{label}</span>
      <Input
        type="date"
        className={cn(control, 'sm:w-38')}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || undefined)}
        {...bounds}
      />
    </label>
  );
}

interface DayProps {
  label: string;
  value: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  onChange: (day: string | undefined) => void;
}

/** Narrows the list down. On phones all but the search waits behind a button. */
export function PaymentFilters(props: PaymentFiltersProps) {
  const t = useWords();
  const { filter, change, clear } = props;
  const [open, setOpen] = useState(false);
  const id = useId();
  const count = countFilters(filter);
  return (
    <div role="search" className="mb-4 flex flex-col gap-2 sm:gap-3">
      <div className="flex gap-2">
        <SearchField
          label={t('search')}
          value={filter.search ?? ''}
          onSearch={(words) => change('search', words)}
        />
        <Button
          variant="outline"
          aria-expanded={open}
          aria-controls={id}
          className="h-11 sm:hidden"
          onClick={() => setOpen(!open)}
        >
          <FilterIcon aria-hidden />
          {t('filters', { count })}
        </Button>
      </div>
      <div
        id={id}
        className={cn(
          'flex-col gap-2 sm:flex sm:flex-row sm:flex-wrap sm:items-center sm:gap-3',
          open ? 'flex' : 'hidden',
        )}
      >
        <Choices {...props} />
        <PersonFilter {...props} />
        <AmountFilter {...props} />
        <div role="group" aria-label={t('days')} className="flex flex-col gap-2 sm:flex-row sm:gap-3">
          <Day
            label={t('from')}
            value={filter.from}
            max={filter.to}
            onChange={(day) => change('from', day)}
          />
          <Day label={t('to')} value={filter.to} min={filter.from} onChange={(day) => change('to', day)} />
        </div>
        {count > 0 && (
          <Button variant="ghost" onClick={clear}>
            <X aria-hidden />
            {t('clear')}
          </Button>
        )}
      </div>
    </div>
  );
}
