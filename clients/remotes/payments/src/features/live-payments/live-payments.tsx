import { useSession } from '@payloom/session/use-session';
import { Fragment } from 'react';
import { placePayment } from '../../payment/place-payment.ts';
import { LivePayouts, LiveTopUps } from './live-bank.tsx';
import { LiveRequests } from './live-requests.tsx';
import { LiveSchedules } from './live-schedules.tsx';
import { usePaymentChangesSubscription } from './__generated__/live-payments.ts';
import { useAskAgain } from './use-ask-again.ts';
import { useRestart } from './use-restart.ts';

function Subscribed() {
  const askAgain = useAskAgain();
  const { restart } = usePaymentChangesSubscription({
    // The cache has each update already when it is told of; nothing is drawn here.
    ignoreResults: true,
    onData: ({ client, data: { data } }) => {
      alive();
      if (data && placePayment(client.cache, data.paymentChanged.payment).unsure) askAgain();
    },
    onError: () => interrupted(),
    onComplete: () => interrupted(),
  });
  const { alive, interrupted } = useRestart(restart);
  return null;
}

/** Keeps every page's payments and balances as they are, for whoever is signed in. Shows nothing itself. */
export function LivePayments() {
  const { viewer } = useSession();
  if (!viewer) return null;
  return (
    <Fragment key={viewer.id}>
      <Subscribed />
      <LiveRequests />
      <LivePayouts />
      <LiveTopUps />
      {/* Administrators plan nothing, and do not learn what others plan. */}
      {viewer.role !== 'ADMIN' && <LiveSchedules />}
    </Fragment>
  );
}
