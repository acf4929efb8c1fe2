import { useRegion } from '@payloom/i18n/use-region';
import { Card } from '@payloom/ui-kit/card';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { Select } from '@payloom/ui-kit/select';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { ChartColumn } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { dateInDays } from '../../payment/calendar-date.ts';
import { describeFailure } from '../../problems/describe-failure.ts';
import { currencyParameter, useWallet } from '../../wallet/use-wallet.ts';
import { WalletChoice } from '../../wallet/wallet-choice.tsx';
import { currencyOf } from '../../report/use-month-report.ts';
import { usePaymentReportQuery } from '../../report/__generated__/payment-report.ts';
import { ReportCards } from './report-cards.tsx';
import { useWords } from './words.ts';

/** In days. */
const spans = [7, 30, 90, 365];
const usualSpan = 30;

function ReportSkeleton() {
  const t = useWords();
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <Skeleton className="h-64 w-full lg:col-span-2" />
      <Skeleton className="h-48 w-full" />
      <Skeleton className="h-48 w-full" />
    </div>
  );
}

interface ReportProps {
  days: number;
  /** Of the first wallet where none is named. */
  currency?: string;
}

function Report({ days, currency }: ReportProps): ReactNode {
  const t = useWords();
  const [from, to] = [dateInDays(1 - days), dateInDays(0)];
  const { timeZone } = useRegion();
  const { data, error, loading, refetch } = usePaymentReportQuery({
    variables: { from, to, timeZone, ...(currency ? { currency } : {}) },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  if (!data && !error) return <ReportSkeleton />;
  const report = data?.paymentReport;
  if (report && report.byStatus.length > 0) return <ReportCards report={report} from={from} to={to} />;
  return (
    <Card>
      {data ? (
        <EmptyState icon={ChartColumn} title={t('empty')} description={t('emptyMeans')} />
      ) : (
        <ErrorState
          title={t('failed')}
          description={describeFailure(error)}
          onRetry={() => void refetch().catch(() => undefined)}
          retrying={loading}
        />
      )}
    </Card>
  );
}

/** What the viewer's payments come to, by day, status and counterparty; the URL says of how many days and which wallet. */
export function PaymentReport() {
  const t = useWords();
  const [params, setParams] = useSearchParams();
  const { wallet, wallets, loading } = useWallet();
  // What the address names stands also where the wallets cannot be loaded.
  const inAddress = params.get(currencyParameter);
  const named = inAddress ? { currency: inAddress } : currencyOf(wallet, wallets);
  const chosen = spans.find((days) => String(days) === params.get('days')) ?? usualSpan;
  return (
    <div className="flex flex-col gap-4">
      <Select
        aria-label={t('days')}
        className="sm:w-48"
        options={spans.map((days) => ({ value: String(days), label: t('lastDays', { count: days }) }))}
        value={String(chosen)}
        onValueChange={(days) =>
          setParams((now) => ({ ...Object.fromEntries(now), days }), { replace: true })
        }
      />
      {wallet && <WalletChoice wallet={wallet} wallets={wallets} />}
      {loading && !inAddress ? <ReportSkeleton /> : <Report days={chosen} {...named} />}
    </div>
  );
}
