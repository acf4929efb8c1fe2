import { Button } from '@payloom/ui-kit/button';
import { useIsAway } from '@payloom/ui-kit/network';
import { Hourglass } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { sendWaiting } from '../../waiting/send-waiting.ts';
import { usePay } from '../../waiting/use-pay.ts';
import { useWaitingPayments } from '../../waiting/use-waiting-payments.ts';
import { tellOutcome } from './tell-outcome.ts';
import { useWords } from './words.ts';

/** The light in the header may be wrong about the network: what waits finds out now and then. */
const SEND_AGAIN_MS = 10_000;

/** Sends what waits once the network is back. Of all tabs one does, and the server makes each payment once in any case. */
function useSending({ waiting, payments }: ReturnType<typeof useWaitingPayments>): void {
  const pay = usePay({ asks: false });
  const navigate = useNavigate();
  const away = useIsAway();
  const isDue = payments.some(({ refusal }) => !refusal);
  const send = useEffectEvent((): void => {
    const goTo = (path: string): void => void navigate(path);
    const work = async (lock: Lock | null): Promise<void> => {
      if (lock) await sendWaiting(waiting, pay, (outcome) => tellOutcome(outcome, goTo));
    };
    navigator.locks
      .request('payloom-send-payments', { ifAvailable: true }, work)
      .catch((error: unknown) => console.error('What waits could not be sent.', error));
  });
  useEffect(() => {
    if (!isDue) return undefined;
    if (!away) send();
    const timer = setInterval(() => navigator.onLine && send(), SEND_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isDue, away]);
}

/** How many payments wait, the way to them, and what sends them. */
export function WaitingSender() {
  const t = useWords();
  const waiting = useWaitingPayments();
  useSending(waiting);
  const count = waiting.payments.length;
  if (count === 0) return null;
  return (
    <Button asChild variant="ghost" size="sm" className="text-warning max-sm:px-1.5">
      <Link to="/payments" title={t('waitingCount', { count })}>
        <Hourglass aria-hidden />
        <span aria-hidden className="max-sm:hidden">
          {count}
        </span>
        <span className="sr-only">{t('waitingCount', { count })}</span>
      </Link>
    </Button>
  );
}
