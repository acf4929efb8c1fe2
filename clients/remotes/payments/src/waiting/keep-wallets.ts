import type { ApolloClient } from '@apollo/client';
import { PreferredCurrencyDocument } from '../wallet/__generated__/preferred-currency.ts';
import { ViewerWalletDocument } from '../wallet/__generated__/viewer-wallet.ts';

/** Asks for what the form of payments begins with, unless it is known: without a network nobody could pay otherwise. */
export async function keepWallets(client: ApolloClient): Promise<void> {
  await Promise.all([
    client.query({ query: ViewerWalletDocument }),
    client.query({ query: PreferredCurrencyDocument, errorPolicy: 'all' }),
  ]);
}
