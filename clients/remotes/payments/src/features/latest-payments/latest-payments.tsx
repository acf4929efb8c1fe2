import { DataList } from '@payloom/ui-kit/data-list';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { ReceiptText } from 'lucide-react';
import type { ReactNode } from 'react';
import { paymentColumns } from '../../payment/payment-columns.tsx';
import { FIRST_PAGE_SIZE } from '../../payment/place-payment.ts';
import { describeFailure } from '../../problems/describe-failure.ts';
import { useLatestPaymentsQuery } from './__generated__/latest-payments.ts';
import { useWords } from './words.ts';

const SHOWN_COUNT = 5;

/** The last few payments, live. */
export function LatestPayments({ nextStep }: { nextStep: ReactNode }) {
  const t = useWords();
  const { data, loading, error, refetch } = useLatestPaymentsQuery({
    variables: { first: FIRST_PAGE_SIZE },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const payments = data?.payments.edges.slice(0, SHOWN_COUNT).map(({ node }) => node) ?? [];
  return (
    <DataList
      label={t('title')}
      live
      columns={paymentColumns}
      rows={payments}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/payments/${id}`}
      loading={loading}
      skeletonCount={SHOWN_COUNT}
      empty={
        <EmptyState icon={ReceiptText} title={t('empty')} description={t('emptyMeans')} action={nextStep} />
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
    />
  );
}
