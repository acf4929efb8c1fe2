import { Button } from '@payloom/ui-kit/button';
import { NativeSelect } from '@payloom/ui-kit/select';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { isMonth, monthsFrom, monthWords, offeredMonths, thisMonth } from './statement-month.ts';
import { useWords } from './words.ts';

export interface MonthChoiceProps {
  month: string;
  onChange: (month: string) => void;
}

/** Chooses the month, and goes from one to the next. */
export function MonthChoice({ month, onChange }: MonthChoiceProps) {
  const t = useWords();
  const months = offeredMonths(month);
  const known = isMonth(month);
  return (
    <div className="flex items-center gap-2 print:hidden">
      <Button
        variant="outline"
        size="icon"
        aria-label={t('before')}
        disabled={!known}
        onClick={() => onChange(monthsFrom(month, -1))}
      >
        <ChevronLeft aria-hidden />
      </Button>
      <div className="min-w-0 flex-1 sm:w-52 sm:flex-none">
        <NativeSelect
          aria-label={t('month')}
          value={months.includes(month) ? month : ''}
          onChange={(event) => onChange(event.target.value)}
        >
          {!months.includes(month) && <option value="">{t('choose')}</option>}
          {months.map((each) => (
            <option key={each} value={each}>
              {monthWords(each)}
            </option>
          ))}
        </NativeSelect>
      </div>
      <Button
        variant="outline"
        size="icon"
        aria-label={t('after')}
        disabled={!known || month >= thisMonth()}
        onClick={() => onChange(monthsFrom(month, 1))}
      >
        <ChevronRight aria-hidden />
      </Button>
    </div>
  );
}
