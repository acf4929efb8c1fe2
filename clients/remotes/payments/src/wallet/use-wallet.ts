import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { usePreferredCurrency } from './use-preferred-currency.ts';
import { useViewerWalletQuery, type WalletMoneyFragment } from './__generated__/viewer-wallet.ts';

const POLL_MILLISECONDS = 1500;
const POLL_FOR_MILLISECONDS = 60_000;

/** The part of a page's address that chooses among the viewer's wallets: `?currency=CHF`. */
export const currencyParameter = 'currency';

export interface ViewerWallet {
  /** The one that the address chooses, else the one in the preferred currency, else the first. */
  wallet: WalletMoneyFragment | undefined;
  wallets: readonly WalletMoneyFragment[];
  /** Whether the address chooses it. */
  isChosen: boolean;
  /** Nothing is known yet, or the wallet of a new account is still being opened. */
  loading: boolean;
  /** Why it is not known; undefined while an older answer can be shown. */
  error: Error | undefined;
  /** The wallet of a new account has not been opened in the time that takes. */
  overdue: boolean;
  reload: () => void;
  /** Money is on its way that no live update tells of: looks again until the balance changes, for a minute. */
  expectMoney: () => void;
}

function useChosen(
  wallets: readonly WalletMoneyFragment[],
): Pick<ViewerWallet, 'wallet' | 'wallets' | 'isChosen'> {
  const [params] = useSearchParams();
  const preferred = usePreferredCurrency();
  const walletIn = (currency: string | null | undefined) =>
    wallets.find(({ balance }) => balance.currency === currency);
  const chosen = walletIn(params.get(currencyParameter));
  // Rather a moment later than one wallet first and then another.
  if (chosen || (wallets.length > 1 && !preferred.settled)) {
    return { wallet: chosen, wallets, isChosen: chosen !== undefined };
  }
  return { wallet: walletIn(preferred.currency) ?? wallets[0], wallets, isChosen: false };
}

/** The viewer's wallet, as it is in the cache: payments move it there, live. */
export function useWallet(): ViewerWallet {
  const { data, error, refetch, startPolling, stopPolling } = useViewerWalletQuery({
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const { wallet, wallets, isChosen } = useChosen(data?.viewer?.wallets ?? []);
  const [expectedFrom, setExpectedFrom] = useState<number>();
  const [overdue, setOverdue] = useState(false);
  const opening = data !== undefined && wallets.length === 0;
  const waiting =
    !overdue && (opening || (wallet !== undefined && wallet.balance.amountMinor === expectedFrom));

  useEffect(() => {
    if (!waiting) return;
    startPolling(POLL_MILLISECONDS);
    const giveUp = setTimeout(() => setOverdue(true), POLL_FOR_MILLISECONDS);
    return () => {
      clearTimeout(giveUp);
      stopPolling();
    };
  }, [waiting, startPolling, stopPolling]);

  return {
    wallet,
    wallets,
    isChosen,
    loading: wallet === undefined && !error && !overdue,
    error: wallet === undefined ? error : undefined,
    overdue: opening && overdue,
    reload: () => {
      setOverdue(false);
      // What fails again shows as the query's error.
      refetch().catch(() => undefined);
    },
    expectMoney: () => {
      setOverdue(false);
      setExpectedFrom(wallet?.balance.amountMinor);
    },
  };
}
