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

function NotFound() {
  return (
    <Card>
      <EmptyState
        icon={SearchX}
        title="There is no such payment"
        description="The address may be wrong, or the payment is one that you neither send nor receive."
        action={
          <Button asChild variant="outline">
            <Link to="/payments">All payments</Link>
          </Button>
        }
      />
    </Card>
  );
}

function DetailSkeleton() {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
      <p role="status" className="sr-only">
        Loading the payment
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
  /** What else there is to show of the payment, below it. */
  below?: ((payment: ShownPayment) => ReactNode) | undefined;
  /** What the viewer can do with it. */
  actions?: ((payment: ShownPayment) => ReactNode) | undefined;
}

interface WholeProps {
  payment: ShownPayment;
  actions: ReactNode;
}

function Whole({ payment, actions }: WholeProps) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
      <PaymentFacts payment={payment} actions={actions} />
      <Card>
        <CardHeader>
          <CardTitle>What happened</CardTitle>
        </CardHeader>
        <CardContent>
          <Timeline label="Steps of the payment" steps={paymentSteps(payment.timeline)} />
        </CardContent>
      </Card>
    </div>
  );
}

/** One payment and its way, as it happens. */
export function PaymentDetail({ id, below, actions }: PaymentDetailProps) {
  const { data, loading, error, refetch } = usePaymentDetailQuery({
    variables: { id },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const payment = data?.payment;
  if (payment) {
    return (
      <div className="flex flex-col gap-4">
        <Whole payment={payment} actions={actions?.(payment)} />
        {below?.(payment)}
      </div>
    );
  }
  if (data && !loading) return <NotFound />;
  if (!error) return <DetailSkeleton />;
  return (
    <Card>
      <ErrorState
        title="The payment could not be loaded"
        description={describeFailure(error)}
        onRetry={() => void refetch().catch(() => undefined)}
        retrying={loading}
      />
    </Card>
  );
}
