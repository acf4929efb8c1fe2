import { vault } from '@payloom/offline/vault';
import { useViewer } from '@payloom/session/use-session';
import { useEffect, useMemo, useState } from 'react';
import type { WaitingPayment } from './waiting-payment.ts';
import { WaitingPayments } from './waiting-payments.ts';

/** The viewer's payments that wait, as this tab and the others change them. */
export function useWaitingPayments(): { waiting: WaitingPayments; payments: readonly WaitingPayment[] } {
  const { id } = useViewer();
  const waiting = useMemo(() => new WaitingPayments(vault, id), [id]);
  const [payments, setPayments] = useState<readonly WaitingPayment[]>([]);
  useEffect(() => {
    let isWanted = true;
    const look = (): void =>
      void waiting.all().then(
        (all) => isWanted && setPayments(all),
        (error: unknown) => console.error('What waits could not be read.', error),
      );
    look();
    const stop = vault.subscribe(look);
    return () => {
      isWanted = false;
      stop();
    };
  }, [waiting]);
  return { waiting, payments };
}
