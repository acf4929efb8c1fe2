import { cn } from '@payloom/ui-kit/cn';
import { Money } from '@payloom/ui-kit/money';
import { Link, useSearchParams } from 'react-router';
import type { WalletMoneyFragment } from './__generated__/viewer-wallet.ts';
import { currencyParameter } from './use-wallet.ts';
import { useWords } from './words.ts';

export interface WalletChoiceProps {
  wallet: WalletMoneyFragment;
  wallets: readonly WalletMoneyFragment[];
  /** A parameter of the address that stays as it is. */
  kept?: string;
}

/** Chooses among one's wallets, in the address of the page; nothing for somebody with one. */
export function WalletChoice({ wallet, wallets, kept = '' }: WalletChoiceProps) {
  const t = useWords();
  const [params] = useSearchParams();
  if (wallets.length < 2) return null;
  const value = params.get(kept);
  const addressOf = (currency: string): string =>
    `?${new URLSearchParams({ [currencyParameter]: currency, ...(value === null ? {} : { [kept]: value }) })}`;
  return (
    <nav aria-label={t('choose')} className="mb-5 flex flex-wrap gap-2">
      {wallets.map(({ id, balance }) => (
        <Link
          key={id}
          to={addressOf(balance.currency)}
          replace
          aria-current={id === wallet.id ? 'true' : undefined}
          className={cn(
            'rounded-lg border px-3 py-2 text-sm',
            id === wallet.id ? 'border-accent bg-card font-medium' : 'text-muted-foreground hover:bg-muted',
          )}
        >
          <Money amountMinor={balance.amountMinor} currency={balance.currency} />
        </Link>
      ))}
    </nav>
  );
}
