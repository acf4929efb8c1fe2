import { Card } from '@payloom/ui-kit/card';
import { PageHeader } from '@payloom/ui-kit/page-header';
import { Link } from 'react-router';
import { LatestPayments } from '../../features/latest-payments/latest-payments.tsx';
import { MoneyPlot } from '../../features/money-plot/money-plot.tsx';
import { TopUpDialog } from '../../features/top-up-wallet/top-up-dialog.tsx';
import { WalletBalance, WalletBalanceSkeleton } from '../../features/wallet-balance/wallet-balance.tsx';
import { PayLink } from '../../payment/pay-link.tsx';
import { useWallet, type ViewerWallet } from '../../wallet/use-wallet.ts';
import { WalletFailure } from '../../wallet/wallet-failure.tsx';

function Balance({ wallet, error, overdue, reload, expectMoney }: ViewerWallet) {
  if (wallet) {
    const currency = wallet.balance.currency;
    const actions = (
      <>
        <TopUpDialog currency={currency} onPending={expectMoney} />
        <PayLink variant="outline" />
      </>
    );
    return <WalletBalance wallet={wallet} actions={actions} />;
  }
  if (error || overdue) {
    return (
      <Card>
        <WalletFailure error={error} overdue={overdue} reload={reload} />
      </Card>
    );
  }
  return <WalletBalanceSkeleton words="You can spend" />;
}

/** What the viewer has, what moved, and the two things to do with it. */
export function WalletPage() {
  const wallet = useWallet();
  const currency = wallet.wallet?.balance.currency;
  return (
    <>
      <PageHeader title="Wallet" />
      <div className="grid gap-4 lg:grid-cols-2">
        <Balance {...wallet} />
        {currency && <MoneyPlot currency={currency} />}
      </div>
      <div className="mt-8 mb-3 flex items-baseline justify-between gap-4">
        <h2 className="text-base font-semibold">Latest payments</h2>
        <Link to="/payments" className="rounded-sm text-sm text-accent underline-offset-4 hover:underline">
          All payments
        </Link>
      </div>
      <LatestPayments nextStep={<PayLink />} />
    </>
  );
}
