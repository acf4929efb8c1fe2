import { useApolloClient } from '@apollo/client/react';
import { vault } from '@payloom/offline/vault';
import { useSession } from '@payloom/session/use-session';
import { lazy, useEffect } from 'react';
import { useWaitingCount } from '../../waiting/use-waiting-count.ts';

const Sender = lazy(async () => ({ default: (await import('./waiting-sender.tsx')).WaitingSender }));

/** What the page itself asks for comes first. */
const KEEP_AFTER_MS = 2_000;

/** Sees to it that somebody can pay without a network, whichever pages they have been on. */
function useKeptWallets(): void {
  const client = useApolloClient();
  const state = useSession();
  const pays = state.viewer?.role === 'CUSTOMER' || state.viewer?.role === 'VENDOR';
  const isDue = pays && state.status === 'authenticated' && !state.isRecalled && vault.isAvailable();
  useEffect(() => {
    if (!isDue) return undefined;
    const keep = async (): Promise<void> =>
      (await import('../../waiting/keep-wallets.ts')).keepWallets(client);
    // The next page tries again.
    const timer = setTimeout(() => void keep().catch(() => undefined), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isDue, client]);
}

/** In the header of every page, as long as anything waits for the network: how much, and what sends it. */
export function WaitingItem() {
  const count = useWaitingCount();
  useKeptWallets();
  return count > 0 ? <Sender /> : null;
}
