import { Button } from '@payloom/ui-kit/button';
import { cn } from '@payloom/ui-kit/cn';
import { DataList } from '@payloom/ui-kit/data-list';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { ReceiptText, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { paymentColumns } from '../../payment/payment-columns.tsx';
import { describeFailure } from '../../problems/describe-failure.ts';
import { countFilters } from './list-filter.ts';
import { PaymentFilters } from './payment-filters.tsx';
import { useListFilter } from './use-list-filter.ts';
import { usePaymentList } from './use-payment-list.ts';
import { useWords } from './words.ts';

export interface PaymentListProps {
  withDirection: boolean;
  /** The one next step where there are no payments at all. */
  nextStep?: ReactNode;
}

function NothingFound({ onClear }: { onClear: () => void }) {
  const t = useWords();
  return (
    <EmptyState
      icon={SearchX}
      title={t('noMatch')}
      description={t('noMatchWhy')}
      action={
        <Button variant="outline" onClick={onClear}>
          {t('clear')}
        </Button>
      }
    />
  );
}

function NoPayments({ nextStep }: { nextStep?: ReactNode }) {
  const t = useWords();
  return <EmptyState icon={ReceiptText} title={t('empty')} description={t('emptyMeans')} action={nextStep} />;
}

/** All payments the viewer may see, filtered by the URL, page by page, live. */
export function PaymentList({ withDirection, nextStep }: PaymentListProps) {
  const t = useWords();
  const filters = useListFilter();
  const { payments, loading, outdated, error, retry, loadMore, start } = usePaymentList(filters.filter);
  const filtered = countFilters(filters.filter) > 0;
  return (
    <>
      <PaymentFilters {...filters} withDirection={withDirection} />
      <DataList
        label={t('title')}
        live
        columns={paymentColumns}
        rows={payments}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/payments/${id}`}
        loading={loading}
        className={cn('transition-opacity duration-120', outdated && 'opacity-60')}
        empty={filtered ? <NothingFound onClear={filters.clear} /> : <NoPayments nextStep={nextStep} />}
        error={
          error && (
            <ErrorState
              title={t('failed')}
              description={describeFailure(error)}
              onRetry={retry}
              retrying={loading}
            />
          )
        }
        loadMore={loadMore}
        start={start}
      />
    </>
  );
}
