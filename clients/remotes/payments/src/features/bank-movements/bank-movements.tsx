import { NetworkStatus } from '@apollo/client';
import { useListStart, type ListStart } from '@payloom/ui-kit/list-start';
import { CreditCard, Landmark } from 'lucide-react';
import { useMemo } from 'react';
import { usePayoutsQuery, useTopUpsQuery } from './__generated__/bank-movements.ts';
import { payoutColumns, topUpColumns } from './movement-columns.tsx';
import { MovementList, PAGE_SIZE } from './movement-list.tsx';
import { useWords } from './words.ts';

const optionsOf = (start: ListStart) =>
  ({
    variables: { first: PAGE_SIZE, ...start.variables },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
  }) as const;

/** What the viewer has paid out to banks. */
export function Payouts() {
  const t = useWords();
  const columns = useMemo(() => payoutColumns(t), [t]);
  const start = useListStart('payoutsAfter');
  const { data, networkStatus, ...query } = usePayoutsQuery(optionsOf(start));
  return (
    <MovementList
      title={t('payouts')}
      icon={Landmark}
      empty={{ title: t('noPayouts'), description: t('noPayoutsWhy') }}
      columns={columns}
      connection={data?.payouts}
      start={start}
      loadingMore={networkStatus === NetworkStatus.fetchMore}
      {...query}
    />
  );
}

/** What came from the viewer's card. */
export function TopUps() {
  const t = useWords();
  const columns = useMemo(() => topUpColumns(t), [t]);
  const start = useListStart('topUpsAfter');
  const { data, networkStatus, ...query } = useTopUpsQuery(optionsOf(start));
  return (
    <MovementList
      title={t('topUps')}
      icon={CreditCard}
      empty={{ title: t('noTopUps'), description: t('noTopUpsWhy') }}
      columns={columns}
      connection={data?.topUps}
      start={start}
      loadingMore={networkStatus === NetworkStatus.fetchMore}
      {...query}
    />
  );
}
