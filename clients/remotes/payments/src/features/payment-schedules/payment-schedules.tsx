import { NetworkStatus } from '@apollo/client';
import { useNextPage } from '@payloom/apollo-client/next-page';
import { DataList } from '@payloom/ui-kit/data-list';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { useListStart } from '@payloom/ui-kit/list-start';
import { CalendarClock } from 'lucide-react';
import type { ReactNode } from 'react';
import { describeFailure } from '../../problems/describe-failure.ts';
import { usePaymentSchedulesQuery } from './__generated__/payment-schedules.ts';
import { scheduleColumns } from './schedule-columns.tsx';
import { useWords } from './words.ts';

const PAGE_SIZE = 20;

/** What the viewer has planned to pay, newest first, page by page; moves as it is planned, run and cancelled. */
export function PaymentSchedules({ nextStep }: { nextStep: ReactNode }) {
  const t = useWords();
  const start = useListStart();
  const { data, loading, error, networkStatus, refetch, fetchMore } = usePaymentSchedulesQuery({
    variables: { first: PAGE_SIZE, ...start.variables },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
  });
  const schedules = data?.paymentSchedules.edges.map(({ node }) => node) ?? [];
  const { hasNextPage = false, endCursor = null } = data?.paymentSchedules.pageInfo ?? {};
  const next = useNextPage({
    after: endCursor,
    shownCount: schedules.length,
    fetchMore,
    goOn: start.goOn,
    describe: describeFailure,
  });
  const loadingMore = networkStatus === NetworkStatus.fetchMore;
  return (
    <DataList
      label={t('title')}
      columns={scheduleColumns}
      rows={schedules}
      rowKey={({ id }) => id}
      live
      loading={loading && !loadingMore}
      empty={
        <EmptyState icon={CalendarClock} title={t('empty')} description={t('emptyMeans')} action={nextStep} />
      }
      error={
        !data &&
        error && (
          <ErrorState
            title={t('failed')}
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
        shownCount: schedules.length,
        onLoadMore: next.load,
        onGoOn: next.goOn,
      }}
      start={start}
    />
  );
}
