import { useListStart } from '@payloom/ui-kit/list-start';
import { CreditCard, Landmark } from 'lucide-react';
import { useId, useMemo, type ReactNode } from 'react';
import { PagedList, pageOptions } from '../../paged-list/paged-list.tsx';
import { usePayoutsQuery, useTopUpsQuery } from './__generated__/bank-movements.ts';
import { payoutColumns, topUpColumns } from './movement-columns.tsx';
import { useWords } from './words.ts';

function Movements({ title, children }: { title: string; children: ReactNode }) {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className="mb-8">
      <h2 id={headingId} className="mb-3 text-base font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** What the viewer has paid out to banks. It moves as the provider answers. */
export function Payouts() {
  const t = useWords();
  const columns = useMemo(() => payoutColumns(t), [t]);
  const start = useListStart('payoutsAfter');
  const query = usePayoutsQuery(pageOptions(start));
  return (
    <Movements title={t('payouts')}>
      <PagedList
        label={t('payouts')}
        columns={columns}
        connection={query.data?.payouts}
        query={query}
        start={start}
        empty={{ icon: Landmark, title: t('noPayouts'), description: t('noPayoutsWhy') }}
        failedTitle={t('failed')}
        skeletonCount={3}
        onDemand
      />
    </Movements>
  );
}

/** What came from the viewer's card. It moves as the provider answers. */
export function TopUps() {
  const t = useWords();
  const columns = useMemo(() => topUpColumns(t), [t]);
  const start = useListStart('topUpsAfter');
  const query = useTopUpsQuery(pageOptions(start));
  return (
    <Movements title={t('topUps')}>
      <PagedList
        label={t('topUps')}
        columns={columns}
        connection={query.data?.topUps}
        query={query}
        start={start}
        empty={{ icon: CreditCard, title: t('noTopUps'), description: t('noTopUpsWhy') }}
        failedTitle={t('failed')}
        skeletonCount={3}
        onDemand
      />
    </Movements>
  );
}
