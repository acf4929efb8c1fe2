import { PageHeader } from '@payloom/ui-kit/page-header';
import { Select } from '@payloom/ui-kit/select';
import { KeyFigures } from '../../features/key-figures/key-figures.tsx';
import { useSearchParam } from '../../search-params/use-search-param.ts';

const DAYS_DEFAULT = '30';
const periods = [
  { value: '7', label: 'Last 7 days' },
  { value: DAYS_DEFAULT, label: 'Last 30 days' },
  { value: '90', label: 'Last 90 days' },
];

/** How much happens on the platform; the period stands in the address. */
export function FiguresPage() {
  const { value, set } = useSearchParam('days');
  const days = periods.find((period) => period.value === value)?.value ?? DAYS_DEFAULT;
  return (
    <>
      <PageHeader
        title="Key figures"
        description="How much happens on the platform."
        actions={
          <Select
            aria-label="Period"
            className="w-40 sm:text-sm"
            options={periods}
            value={days}
            onValueChange={(chosen) => set(chosen === DAYS_DEFAULT ? '' : chosen)}
          />
        }
      />
      <KeyFigures days={Number(days)} />
    </>
  );
}
