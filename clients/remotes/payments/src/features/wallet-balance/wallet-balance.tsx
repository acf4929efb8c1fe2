import { Card, CardContent, CardFooter } from '@payloom/ui-kit/card';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { Money, formatMoney } from '@payloom/ui-kit/money';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { WalletMoneyFragment } from '../../wallet/__generated__/viewer-wallet.ts';
import { useWords } from './words.ts';

/** What the viewer can spend and what is on its way out; both move live. */
export function WalletBalance({ wallet, actions }: { wallet: WalletMoneyFragment; actions: ReactNode }) {
  const t = useWords();
  const { balance, pending } = wallet;
  const words = formatMoney(balance.amountMinor, balance.currency);
  return (
    <Card aria-labelledby="wallet-balance" className="justify-between">
      <CardContent>
        <h2 id="wallet-balance" className="text-sm text-muted-foreground">
          {t('spend')}
        </h2>
        <p className="mt-1 text-4xl font-semibold tracking-tight">
          <LiveGlow value={balance.amountMinor} announce={t('now', { amount: words })}>
            <Money amountMinor={balance.amountMinor} currency={balance.currency} />
          </LiveGlow>
        </p>
        <p className="mt-3 flex items-center gap-1.5 text-sm text-muted-foreground">
          <Clock aria-hidden className="size-4" />
          {pending.amountMinor === 0 ? (
            t('nothingOut')
          ) : (
            <span>
              {t.rich('out', {
                amount: () => (
                  <LiveGlow value={pending.amountMinor} className="font-medium text-foreground">
                    <Money amountMinor={pending.amountMinor} currency={pending.currency} />
                  </LiveGlow>
                ),
              })}
            </span>
          )}
        </p>
      </CardContent>
      <CardFooter className="flex-wrap">{actions}</CardFooter>
    </Card>
  );
}

/** Holds the balance's place while it loads. */
export function WalletBalanceSkeleton({ words }: { words: string }) {
  return (
    <Card className="justify-between">
      <CardContent>
        <p role="status" className="text-sm text-muted-foreground">
          {words}
        </p>
        <Skeleton className="mt-2 h-9 w-56" />
        <Skeleton className="mt-4 w-40" />
      </CardContent>
      <CardFooter>
        <Skeleton className="h-9 w-24" />
        <Skeleton className="h-9 w-32" />
      </CardFooter>
    </Card>
  );
}
