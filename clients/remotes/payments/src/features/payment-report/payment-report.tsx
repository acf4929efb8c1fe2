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
import { usePaymentReportQuery } from './__generated__/payment-report.ts';
import { ReportCards } from './report-cards.tsx';

const spans = [
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
  { value: '90', label: 'Last 90 days' },
  { value: '365', label: 'Last 365 days' },
];
const usualSpan = '30';

function ReportSkeleton() {
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <p role="status" className="sr-only">
        Loading the report
      </p>
      <Skeleton className="h-64 w-full lg:col-span-2" />
      <Skeleton className="h-48 w-full" />
      <Skeleton className="h-48 w-full" />
    </div>
  );
}

function Report({ days }: { days: number }): ReactNode {
  const [from, to] = [dateInDays(1 - days), dateInDays(0)];
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const { data, error, loading, refetch } = usePaymentReportQuery({
    variables: { from, to, timeZone },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  if (!data && !error) return <ReportSkeleton />;
  const report = data?.paymentReport;
  if (report && report.byStatus.length > 0) return <ReportCards report={report} from={from} to={to} />;
  return (
    <Card>
      {data ? (
        <EmptyState
          icon={ChartColumn}
          title="No payments in these days"
          description="Choose more days, or come back when money has moved."
        />
      ) : (
        <ErrorState
          title="The report could not be loaded"
          description={describeFailure(error)}
          onRetry={() => void refetch().catch(() => undefined)}
          retrying={loading}
        />
      )}
    </Card>
  );
}

/** What the viewer's payments come to, by day, status and counterparty; the URL says of how many days. */
export function PaymentReport() {
  const [params, setParams] = useSearchParams();
  const chosen = spans.find(({ value }) => value === params.get('days'))?.value ?? usualSpan;
  return (
    <div className="flex flex-col gap-4">
      <Select
        aria-label="Days"
        className="sm:w-48"
        options={spans}
        value={chosen}
        onValueChange={(days) => setParams({ days }, { replace: true })}
      />
      <Report days={Number(chosen)} />
    </div>
  );
}
