import { useEffect, useState } from 'react';
import { useViewerWalletQuery, type WalletMoneyFragment } from './__generated__/viewer-wallet.ts';

const POLL_MILLISECONDS = 1500;
const POLL_FOR_MILLISECONDS = 60_000;

export interface ViewerWallet {
  wallet: WalletMoneyFragment | undefined;
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

/** The viewer's wallet, as it is in the cache: payments move it there, live. */
export function useWallet(): ViewerWallet {
  const { data, error, refetch, startPolling, stopPolling } = useViewerWalletQuery({
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const wallet = data?.viewer?.wallet ?? undefined;
  const [expectedFrom, setExpectedFrom] = useState<number>();
  const [overdue, setOverdue] = useState(false);
  const opening = data !== undefined && wallet === undefined;
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
