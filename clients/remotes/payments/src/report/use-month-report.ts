import { useRegion } from '@payloom/i18n/use-region';
import { useEffect, useEffectEvent } from 'react';
import { dateInDays } from '../payment/calendar-date.ts';
import type { ViewerWallet } from '../wallet/use-wallet.ts';
import { usePaymentReportQuery, type PaymentReportQuery } from './__generated__/payment-report.ts';

/** Today included. */
export const monthDays = 30;

export interface MonthReport {
  readonly from: string;
  readonly to: string;
  /** Undefined until it is known; null while the viewer has no wallet. */
  readonly report: PaymentReportQuery['paymentReport'] | undefined;
  readonly error: Error | undefined;
  readonly retry: () => void;
}

export type WalletOfReport = Pick<ViewerWallet, 'wallet' | 'wallets' | 'loading'>;

/** A report is of the first wallet where none is named. */
export function currencyOf(
  wallet: ViewerWallet['wallet'],
  wallets: ViewerWallet['wallets'],
): { currency?: string } {
  return wallet && wallet.id !== wallets[0]?.id ? { currency: wallet.balance.currency } : {};
}

/**
 * What the last 30 days come to in the currency of the wallet, once it is known which one that is. Asked for anew when a
 * payment has moved its balance.
 */
export function useMonthReport({ wallet, wallets, loading }: WalletOfReport): MonthReport {
  const [from, to] = [dateInDays(1 - monthDays), dateInDays(0)];
  const { timeZone } = useRegion();
  const { data, error, refetch } = usePaymentReportQuery({
    variables: { from, to, timeZone, ...currencyOf(wallet, wallets) },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const balance = wallet && `${wallet.balance.amountMinor} ${wallet.pending.amountMinor}`;
  // What fails again shows as the query's error.
  const retry = (): void => void refetch().catch(() => undefined);
  const moved = useEffectEvent(() => {
    if (data) retry();
  });
  useEffect(() => moved(), [balance]);
  return { from, to, report: loading ? undefined : data?.paymentReport, error, retry };
}
