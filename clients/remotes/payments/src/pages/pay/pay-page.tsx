import { Card, CardContent } from '@payloom/ui-kit/card';
import { PageHeader } from '@payloom/ui-kit/page-header';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { useState } from 'react';
import { MakePayment } from '../../features/make-payment/make-payment.tsx';
import { useWallet, type ViewerWallet } from '../../wallet/use-wallet.ts';
import { WalletChoice } from '../../wallet/wallet-choice.tsx';
import { WalletFailure } from '../../wallet/wallet-failure.tsx';
import { useWords } from '../words.ts';

function FormSkeleton() {
  const t = useWords();
  return (
    <div className="flex flex-col gap-6">
      <p role="status" className="sr-only">
        {t('loadingWallet')}
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

function Payment({ wallet, wallets, error, overdue, reload }: ViewerWallet) {
  if (wallet) {
    return (
      <>
        <WalletChoice wallet={wallet} wallets={wallets} />
        <MakePayment key={wallet.id} balance={wallet.balance} />
      </>
    );
  }
  if (!error && !overdue) return <FormSkeleton />;
  return <WalletFailure error={error} overdue={overdue} reload={reload} />;
}

/** A form that is being filled in keeps its wallet when another currency is preferred meanwhile, on another device. */
function useHeldWallet(): ViewerWallet {
  const viewer = useWallet();
  const { isChosen, wallet, wallets } = viewer;
  const [heldId, setHeldId] = useState<string>();
  if (wallet && wallet.id !== heldId && (isChosen || heldId === undefined)) setHeldId(wallet.id);
  return { ...viewer, wallet: wallets.find(({ id }) => id === heldId) ?? wallet };
}

/** Pays somebody. */
export function PayPage() {
  const t = useWords();
  const wallet = useHeldWallet();
  return (
    <div className="mx-auto max-w-lg">
      <PageHeader title={t('pay')} description={t('payMeans')} />
      <Card>
        <CardContent>
          <Payment {...wallet} />
        </CardContent>
      </Card>
    </div>
  );
}
