import { NetworkStatus } from '@apollo/client';
import { DataList } from '@payloom/ui-kit/data-list';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { toast } from '@payloom/ui-kit/toaster';
import { CalendarClock } from 'lucide-react';
import type { ReactNode } from 'react';
import { describeFailure } from '../../problems/describe-failure.ts';
import { usePaymentSchedulesQuery } from './__generated__/payment-schedules.ts';
import { scheduleColumns } from './schedule-columns.tsx';

const PAGE_SIZE = 20;

/** What the viewer has planned to pay, newest first, page by page. */
export function PaymentSchedules({ nextStep }: { nextStep: ReactNode }) {
  const { data, loading, error, networkStatus, refetch, fetchMore } = usePaymentSchedulesQuery({
    variables: { first: PAGE_SIZE },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
  });
  const schedules = data?.paymentSchedules.edges.map(({ node }) => node) ?? [];
  const { hasNextPage = false, endCursor = null } = data?.paymentSchedules.pageInfo ?? {};
  const loadingMore = networkStatus === NetworkStatus.fetchMore;
  return (
    <DataList
      label="Scheduled payments"
      columns={scheduleColumns}
      rows={schedules}
      rowKey={({ id }) => id}
      loading={loading && !loadingMore}
      empty={
        <EmptyState
          icon={CalendarClock}
          title="Nothing is planned"
          description="Choose a date, or every week or month, when you pay somebody."
          action={nextStep}
        />
      }
      error={
        !data &&
        error && (
          <ErrorState
            title="What is planned could not be loaded"
            description={describeFailure(error)}
            onRetry={() => void refetch().catch(() => undefined)}
            retrying={loading}
          />
        )
      }
      loadMore={{
        hasMore: hasNextPage,
        loading: loadingMore,
        shownCount: schedules.length,
        onLoadMore: () =>
          void fetchMore({ variables: { after: endCursor } }).catch((failure: unknown) => {
            toast.error('The next ones could not be loaded', { description: describeFailure(failure) });
          }),
      }}
    />
  );
}
