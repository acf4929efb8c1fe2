import { NetworkStatus } from '@apollo/client';
import { useNextPage } from '@payloom/apollo-client/next-page';
import { useListStart, type ListStart } from '@payloom/ui-kit/list-start';
import type { LoadMoreProps } from '@payloom/ui-kit/load-more';
import { useMemo } from 'react';
import type { PaymentRowFragment } from '../../payment/__generated__/payment.ts';
import { FIRST_PAGE_SIZE } from '../../payment/place-payment.ts';
import { describeFailure } from '../../problems/describe-failure.ts';
import { usePaymentListQuery } from './__generated__/payment-list.ts';
import { toPaymentFilter, type ListFilter } from './list-filter.ts';

export interface PaymentListState {
  payments: readonly PaymentRowFragment[];
  loading: boolean;
  /** What is shown is of the filter before, until the new one's answer is here. */
  outdated: boolean;
  error: Error | undefined;
  retry: () => void;
  loadMore: LoadMoreProps;
  start: ListStart;
}

/** The list that the filter asks for, as the cache has it: live updates move it there. */
export function usePaymentList(listFilter: ListFilter): PaymentListState {
  const start = useListStart();
  const filter = useMemo(() => toPaymentFilter(listFilter), [listFilter]);
  const query = usePaymentListQuery({
    variables: { first: FIRST_PAGE_SIZE, ...(filter && { filter }), ...start.variables },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
  });
  const { data, previousData, error, networkStatus, refetch, fetchMore } = query;
  const shown = data ?? previousData;
  const payments = useMemo(() => shown?.payments.edges.map(({ node }) => node) ?? [], [shown]);
  const loadMore = useNextPage({
    pageInfo: shown?.payments.pageInfo,
    shownCount: payments.length,
    fetchMore,
    start,
    describe: describeFailure,
  });
  return {
    payments,
    loading: query.loading && networkStatus !== NetworkStatus.fetchMore,
    outdated: data === undefined && previousData !== undefined,
    error: data ? undefined : error,
    // What fails again shows as the query's error.
    retry: () => void refetch().catch(() => undefined),
    loadMore,
    start,
  };
}
