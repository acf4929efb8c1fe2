import { Button } from '@payloom/ui-kit/button';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { Money } from '@payloom/ui-kit/money';
import { Plus, Send } from 'lucide-react';
import { Link } from 'react-router';
import { LivePayments } from '../features/live-payments/live-payments.tsx';
import { useWallet } from '../wallet/use-wallet.ts';
import { CardFrame } from './card-frame.tsx';
import { useWords } from './words.ts';

/** What the viewer can spend, and the two things to do with it. It keeps the other cards' payments live as well. */
export function BalanceCard() {
  const t = useWords();
  const { wallet, error, reload } = useWallet();
  const isEmpty = wallet?.balance.amountMinor === 0;
  return (
    <>
      <LivePayments />
      <CardFrame
        title={t('balance')}
        more={{ to: '/wallet', label: t('toWallet') }}
        error={error}
        onRetry={reload}
        known={wallet !== undefined}
      >
        {wallet && (
          <>
            <p className="text-sm text-muted-foreground">{t('canSpend')}</p>
            <p className="mt-1 text-4xl font-semibold tracking-tight">
              <LiveGlow value={wallet.balance.amountMinor}>
                <Money {...wallet.balance} />
              </LiveGlow>
            </p>
            <p className="mt-2 text-sm text-muted-foreground">
              {wallet.pending.amountMinor === 0
                ? t('nothingOnItsWay')
                : t.rich('onItsWay', { money: () => <Money key="money" {...wallet.pending} /> })}
            </p>
            <div className="mt-5 flex flex-wrap gap-2">
              <Button asChild variant={isEmpty ? 'default' : 'outline'}>
                <Link to="/wallet">
                  <Plus aria-hidden />
                  {t('topUp')}
                </Link>
              </Button>
              <Button asChild variant={isEmpty ? 'outline' : 'default'}>
                <Link to="/pay">
                  <Send aria-hidden />
                  {t('pay')}
                </Link>
              </Button>
            </div>
          </>
        )}
      </CardFrame>
    </>
  );
}
