import { NetworkStatus } from '@apollo/client';
import { useNextPage } from '@payloom/apollo-client/next-page';
import { DataList } from '@payloom/ui-kit/data-list';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { useListStart } from '@payloom/ui-kit/list-start';
import { Link2 } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { describeFailure } from '../../problems/describe-failure.ts';
import { usePaymentRequestsQuery } from './__generated__/payment-requests.ts';
import { requestColumns } from './request-columns.tsx';
import { useWords } from './words.ts';

const PAGE_SIZE = 20;

/** What the viewer has asked for, newest first, page by page; moves as it is paid. */
export function PaymentRequests({ nextStep }: { nextStep: ReactNode }) {
  const t = useWords();
  const columns = useMemo(() => requestColumns(t), [t]);
  const start = useListStart();
  const { data, loading, error, networkStatus, refetch, fetchMore } = usePaymentRequestsQuery({
    variables: { first: PAGE_SIZE, ...start.variables },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
  });
  const requests = data?.paymentRequests.edges.map(({ node }) => node) ?? [];
  const { hasNextPage = false, endCursor = null } = data?.paymentRequests.pageInfo ?? {};
  const next = useNextPage({
    after: endCursor,
    shownCount: requests.length,
    fetchMore,
    goOn: start.goOn,
    describe: describeFailure,
  });
  const loadingMore = networkStatus === NetworkStatus.fetchMore;
  return (
    <DataList
      label={t('list')}
      columns={columns}
      rows={requests}
      rowKey={({ id }) => id}
      live
      loading={loading && !loadingMore}
      empty={
        <EmptyState icon={Link2} title={t('emptyTitle')} description={t('emptyWhy')} action={nextStep} />
      }
      error={
        !data &&
        error && (
          <ErrorState
            title={t('failedTitle')}
            description={describeFailure(error)}
            onRetry={() => void refetch().catch(() => undefined)}
            retrying={loading}
          />
        )
      }
      loadMore={{
        hasMore: hasNextPage,
        loading: next.loading,
        problem: next.problem,
        shownCount: requests.length,
        onLoadMore: next.load,
        onGoOn: next.goOn,
      }}
      start={start}
    />
  );
}
