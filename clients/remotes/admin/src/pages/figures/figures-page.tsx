import { PageHeader } from '@payloom/ui-kit/page-header';
import { Select } from '@payloom/ui-kit/select';
import { KeyFigures } from '../../features/key-figures/key-figures.tsx';
import { useSearchParam } from '../../search-params/use-search-param.ts';
import { useWords } from '../words.ts';

const DAYS_DEFAULT = 30;
const periods = [7, DAYS_DEFAULT, 90];

/** How much happens on the platform; the period stands in the address. */
export function FiguresPage() {
  const t = useWords();
  const { value, set } = useSearchParam('days');
  const days = periods.find((period) => String(period) === value) ?? DAYS_DEFAULT;
  return (
    <>
      <PageHeader
        title={t('figures')}
        description={t('figuresMeans')}
        actions={
          <Select
            aria-label={t('period')}
            className="w-40 sm:text-sm"
            options={periods.map((period) => ({
              value: String(period),
              label: t('lastDays', { count: period }),
            }))}
            value={String(days)}
            onValueChange={(chosen) => set(chosen === String(DAYS_DEFAULT) ? '' : chosen)}
          />
        }
      />
      <KeyFigures days={days} />
    </>
  );
}
