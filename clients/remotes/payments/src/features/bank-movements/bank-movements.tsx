import { useListStart } from '@payloom/ui-kit/list-start';
import { CreditCard, Landmark } from 'lucide-react';
import { useId, useMemo } from 'react';
import { PagedList, pageOptions, type PagedListProps } from '../../paged-list/paged-list.tsx';
import { usePayoutsQuery, useTopUpsQuery } from './__generated__/bank-movements.ts';
import { payoutColumns, topUpColumns } from './movement-columns.tsx';
import { useWords } from './words.ts';

type MovementsProps<Row> = Pick<
  PagedListProps<Row>,
  'label' | 'columns' | 'connection' | 'query' | 'start' | 'empty'
>;

/** Newest first. They move as the provider answers. */
function Movements<Row extends { id: string }>(list: MovementsProps<Row>) {
  const t = useWords();
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className="mb-8">
      <h2 id={headingId} className="mb-3 text-base font-semibold">
        {list.label}
      </h2>
      <PagedList {...list} failedTitle={t('failed')} skeletonCount={3} onDemand />
    </section>
  );
}

/** What the viewer has paid out to banks. */
export function Payouts() {
  const t = useWords();
  const columns = useMemo(() => payoutColumns(t), [t]);
  const start = useListStart('payoutsAfter');
  const query = usePayoutsQuery(pageOptions(start));
  const empty = { icon: Landmark, title: t('noPayouts'), description: t('noPayoutsWhy') };
  return (
    <Movements label={t('payouts')} connection={query.data?.payouts} {...{ columns, query, start, empty }} />
  );
}

/** What came from the viewer's card. */
export function TopUps() {
  const t = useWords();
  const columns = useMemo(() => topUpColumns(t), [t]);
  const start = useListStart('topUpsAfter');
  const query = useTopUpsQuery(pageOptions(start));
  const empty = { icon: CreditCard, title: t('noTopUps'), description: t('noTopUpsWhy') };
  return (
    <Movements label={t('topUps')} connection={query.data?.topUps} {...{ columns, query, start, empty }} />
  );
}
