import { Button } from '@payloom/ui-kit/button';
import { Card } from '@payloom/ui-kit/card';
import { PageHeader } from '@payloom/ui-kit/page-header';
import { Link } from 'react-router';
import { LatestPayments } from '../../features/latest-payments/latest-payments.tsx';
import { MoneyPlot } from '../../features/money-plot/money-plot.tsx';
import { OpenWallet } from '../../features/open-wallet/open-wallet.tsx';
import { PayOutDialog } from '../../features/pay-out/pay-out-dialog.tsx';
import { TopUpDialog } from '../../features/top-up-wallet/top-up-dialog.tsx';
import { WalletBalance, WalletBalanceSkeleton } from '../../features/wallet-balance/wallet-balance.tsx';
import { PayLink } from '../../payment/pay-link.tsx';
import { useWallet, type ViewerWallet } from '../../wallet/use-wallet.ts';
import { WalletChoice } from '../../wallet/wallet-choice.tsx';
import { WalletFailure } from '../../wallet/wallet-failure.tsx';
import { useWords } from '../words.ts';

function Balance({ wallet, error, overdue, reload, expectMoney }: ViewerWallet) {
  const t = useWords();
  if (wallet) {
    const currency = wallet.balance.currency;
    const actions = (
      <>
        <TopUpDialog key={currency} currency={currency} onPending={expectMoney} />
        <PayLink variant="outline" currency={currency} />
        <PayOutDialog key={`out-${currency}`} balance={wallet.balance} />
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
  return <WalletBalanceSkeleton words={t('spend')} />;
}

/** What the viewer has, what moved, and the two things to do with it. */
export function WalletPage() {
  const t = useWords();
  const wallet = useWallet();
  return (
    <>
      <PageHeader
        title={t('wallet')}
        actions={
          wallet.wallet && (
            <>
              <Button asChild variant="outline">
                <Link to={`/wallet/statement?currency=${wallet.wallet.balance.currency}`}>
                  {t('statement')}
                </Link>
              </Button>
              <Button asChild variant="outline">
                <Link to="/wallet/bank">{t('bank')}</Link>
              </Button>
              <OpenWallet wallets={wallet.wallets} />
            </>
          )
        }
      />
      {wallet.wallet && <WalletChoice wallet={wallet.wallet} wallets={wallet.wallets} />}
      <div className="grid gap-4 lg:grid-cols-2">
        <Balance {...wallet} />
        {wallet.wallet && (
          <MoneyPlot key={wallet.wallet.id} wallet={wallet.wallet} wallets={wallet.wallets} />
        )}
      </div>
      <div className="mt-8 mb-3 flex items-baseline justify-between gap-4">
        <h2 className="text-base font-semibold">{t('latest')}</h2>
        <Link to="/payments" className="rounded-sm text-sm text-accent underline-offset-4 hover:underline">
          {t('all')}
        </Link>
      </div>
      <LatestPayments nextStep={<PayLink />} />
    </>
  );
}
