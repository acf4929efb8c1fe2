import { vault } from '@payloom/offline/vault';
import { useViewer } from '@payloom/session/use-session';
import { useCallback, useMemo } from 'react';
import { useKept } from './use-kept.ts';
import type { WaitingPayment } from './waiting-payment.ts';
import { WaitingPayments } from './waiting-payments.ts';

const none: readonly WaitingPayment[] = [];

/** The viewer's payments that wait, as this tab and the others change them. */
export function useWaitingPayments(): { waiting: WaitingPayments; payments: readonly WaitingPayment[] } {
  const { id } = useViewer();
  const waiting = useMemo(() => new WaitingPayments(vault, id), [id]);
  const read = useCallback((): Promise<readonly WaitingPayment[]> => waiting.all(), [waiting]);
  return { waiting, payments: useKept(read, none) };
}
