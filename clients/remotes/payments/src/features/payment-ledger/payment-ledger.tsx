import { Card, CardDescription, CardHeader, CardTitle } from '@payloom/ui-kit/card';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import type { ReactNode } from 'react';
import { describeFailure } from '../../problems/describe-failure.ts';
import { usePaymentLedgerQuery } from './__generated__/payment-ledger.ts';
import { ledgerEntries } from './ledger-entries.ts';
import { LedgerTable } from './ledger-table.tsx';
import { useWords } from './words.ts';

function LedgerSkeleton() {
  const t = useWords();
  return (
    <div className="flex flex-col gap-4 px-4 py-5 sm:px-6">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      {[0, 1, 2].map((line) => (
        <Skeleton key={line} />
      ))}
    </div>
  );
}

/**
 * The postings behind a payment, for administrators. No event tells of postings: mount it anew, by a `key`, for each
 * change of the payment, and it shows what it has while it asks again.
 */
export function PaymentLedger({ id }: { id: string }) {
  const t = useWords();
  const { data, loading, error, refetch } = usePaymentLedgerQuery({
    variables: { id },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        <CardDescription>{t('meaning')}</CardDescription>
      </CardHeader>
      <div className="mt-3">{content()}</div>
    </Card>
  );

  function content(): ReactNode {
    if (data?.payment) return <LedgerTable entries={ledgerEntries(data.payment.postings)} />;
    if (!error) return <LedgerSkeleton />;
    return (
      <ErrorState
        title={t('failed')}
        description={describeFailure(error)}
        onRetry={() => void refetch().catch(() => undefined)}
        retrying={loading}
      />
    );
  }
}
