import { Button } from '@payloom/ui-kit/button';
import { Card, CardContent, CardHeader, CardTitle } from '@payloom/ui-kit/card';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { Timeline } from '@payloom/ui-kit/timeline';
import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { PaymentProgressFragment, PaymentRowFragment } from '../../payment/__generated__/payment.ts';
import { describeFailure } from '../../problems/describe-failure.ts';
import { usePaymentDetailQuery } from './__generated__/payment-detail.ts';
import { PaymentFacts } from './payment-facts.tsx';
import { paymentSteps } from './payment-steps.ts';
import { useWords } from './words.ts';

function NotFound() {
  const t = useWords();
  return (
    <Card>
      <EmptyState
        icon={SearchX}
        title={t('notFound')}
        description={t('notFoundWhy')}
        action={
          <Button asChild variant="outline">
            <Link to="/payments">{t('all')}</Link>
          </Button>
        }
      />
    </Card>
  );
}

function DetailSkeleton() {
  const t = useWords();
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      {['h-96', 'h-56'].map((height) => (
        <Card key={height} className={height}>
          <CardContent className="flex flex-col gap-5">
            <Skeleton className="h-9 w-44" />
            {[0, 1, 2].map((line) => (
              <Skeleton key={line} className="h-4 w-full" />
            ))}
          </CardContent>
        </Card>
      ))}
    </div>
  );
}

type ShownPayment = PaymentRowFragment & PaymentProgressFragment;

export interface PaymentDetailProps {
  id: string;
  /** What somebody has to decide about it: before what happened, on phones too. */
  asked?: ((payment: ShownPayment) => ReactNode) | undefined;
  /** What else there is to show of the payment, below it. */
  below?: ((payment: ShownPayment) => ReactNode) | undefined;
  /** What the viewer can do with it. */
  actions?: ((payment: ShownPayment) => ReactNode) | undefined;
}

interface WholeProps {
  payment: ShownPayment;
  actions: ReactNode;
  asked: ReactNode;
}

function Whole({ payment, actions, asked }: WholeProps) {
  const t = useWords();
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
      <div className="flex min-w-0 flex-col gap-4">
        <PaymentFacts payment={payment} actions={actions} />
        {asked}
      </div>
      <Card>
        <CardHeader>
          <CardTitle>{t('happened')}</CardTitle>
        </CardHeader>
        <CardContent>
          <Timeline label={t('steps')} steps={paymentSteps(payment.timeline)} />
        </CardContent>
      </Card>
    </div>
  );
}

/** One payment and its way, as it happens. */
export function PaymentDetail({ id, asked, below, actions }: PaymentDetailProps) {
  const t = useWords();
  const { data, loading, error, refetch } = usePaymentDetailQuery({
    variables: { id },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const payment = data?.payment;
  if (payment) {
    return (
      <div className="flex flex-col gap-4">
        <Whole payment={payment} actions={actions?.(payment)} asked={asked?.(payment)} />
        {below?.(payment)}
      </div>
    );
  }
  if (data && !loading) return <NotFound />;
  if (!error) return <DetailSkeleton />;
  return (
    <Card>
      <ErrorState
        title={t('failed')}
        description={describeFailure(error)}
        onRetry={() => void refetch().catch(() => undefined)}
        retrying={loading}
      />
    </Card>
  );
}
