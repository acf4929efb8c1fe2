import { usePreferredCurrencyQuery } from './__generated__/preferred-currency.ts';

export interface PreferredCurrency {
  /** Undefined where it is not known: not yet, or the part of Payloom that has it does not answer. */
  currency: string | undefined;
  /** Whether there is nothing to wait for. */
  settled: boolean;
}

/**
 * The currency that pages begin with, of the viewer's profile. The shell follows the profile live, so a change on
 * another device comes through the cache.
 */
export function usePreferredCurrency(): PreferredCurrency {
  // Asked for by itself: wallets are shown whether or not profiles are to be had.
  const { data, error } = usePreferredCurrencyQuery({ errorPolicy: 'all' });
  return {
    currency: data?.viewer?.profile?.preferredCurrency,
    settled: data !== undefined || error !== undefined,
  };
}
