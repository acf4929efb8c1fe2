import { Card, CardContent } from '@payloom/ui-kit/card';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { Link2Off } from 'lucide-react';
import { useParams } from 'react-router';
import { useRequestByLinkQuery } from '../../features/pay-request/__generated__/pay-request.ts';
import { PayRequest } from '../../features/pay-request/pay-request.tsx';
import { useWords } from '../../features/pay-request/words.ts';
import { describeFailure } from '../../problems/describe-failure.ts';

function Loading() {
  const t = useWords();
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <Skeleton className="w-40" />
      <Skeleton className="h-9 w-56" />
      <Skeleton className="w-64" />
      <Skeleton className="h-11 w-full" />
    </div>
  );
}

function Shown({ token }: { token: string }) {
  const t = useWords();
  const { data, error, refetch } = useRequestByLinkQuery({
    variables: { token },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  if (data?.paymentRequest) return <PayRequest request={data.paymentRequest} token={token} />;
  if (data) return <EmptyState icon={Link2Off} title={t('nowhereTitle')} description={t('nowhereWhy')} />;
  if (!error) return <Loading />;
  return (
    <ErrorState
      title={t('failedTitle')}
      description={describeFailure(error)}
      onRetry={() => void refetch().catch(() => undefined)}
    />
  );
}

/** Where the link of a payment request leads, whoever has it. */
export function RequestLinkPage() {
  const { token = '' } = useParams();
  return (
    <div className="mx-auto max-w-md py-4">
      <Card>
        <CardContent>
          <Shown key={token} token={token} />
        </CardContent>
      </Card>
    </div>
  );
}
