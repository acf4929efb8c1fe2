import { NetworkStatus } from '@apollo/client';
import type { LoadMoreProps } from '@payloom/ui-kit/load-more';
import { toast } from '@payloom/ui-kit/toaster';
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
}

/** The list that the filter asks for, as the cache has it: live updates move it there. */
export function usePaymentList(listFilter: ListFilter): PaymentListState {
  const filter = useMemo(() => toPaymentFilter(listFilter), [listFilter]);
  const query = usePaymentListQuery({
    variables: { first: FIRST_PAGE_SIZE, ...(filter && { filter }) },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
  });
  const { data, previousData, error, networkStatus, refetch, fetchMore } = query;
  const shown = data ?? previousData;
  const { hasNextPage = false, endCursor = null } = shown?.payments.pageInfo ?? {};
  const payments = useMemo(() => shown?.payments.edges.map(({ node }) => node) ?? [], [shown]);
  return {
    payments,
    loading: query.loading && networkStatus !== NetworkStatus.fetchMore,
    outdated: data === undefined && previousData !== undefined,
    error: data ? undefined : error,
    // What fails again shows as the query's error.
    retry: () => void refetch().catch(() => undefined),
    loadMore: {
      hasMore: hasNextPage,
      loading: networkStatus === NetworkStatus.fetchMore,
      shownCount: payments.length,
      onLoadMore: () =>
        void fetchMore({ variables: { after: endCursor } }).catch((failure: unknown) => {
          toast.error('The next payments could not be loaded', { description: describeFailure(failure) });
        }),
    },
  };
}
