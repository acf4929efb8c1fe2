import { Card, CardContent } from '@payloom/ui-kit/card';
import { PageHeader } from '@payloom/ui-kit/page-header';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { MakePayment } from '../../features/make-payment/make-payment.tsx';
import { useWallet, type ViewerWallet } from '../../wallet/use-wallet.ts';
import { WalletFailure } from '../../wallet/wallet-failure.tsx';

function FormSkeleton() {
  return (
    <div className="flex flex-col gap-6">
      <p role="status" className="sr-only">
        Loading your wallet
      </p>
      {[0, 1, 2].map((field) => (
        <div key={field} className="flex flex-col gap-2">
          <Skeleton className="w-32" />
          <Skeleton className="h-10 w-full" />
        </div>
      ))}
      <Skeleton className="h-11 w-full" />
    </div>
  );
}

function Payment({ wallet, error, overdue, reload }: ViewerWallet) {
  if (wallet) return <MakePayment balance={wallet.balance} />;
  if (!error && !overdue) return <FormSkeleton />;
  return <WalletFailure error={error} overdue={overdue} reload={reload} />;
}

/** Pays somebody. */
export function PayPage() {
  const wallet = useWallet();
  return (
    <div className="mx-auto max-w-lg">
      <PageHeader title="Pay somebody" description="By email. They need an account on Payloom." />
      <Card>
        <CardContent>
          <Payment {...wallet} />
        </CardContent>
      </Card>
    </div>
  );
}
