import { placeOnTop } from '../../payment/place-on-top.ts';
import { usePayoutChangesSubscription, useTopUpChangesSubscription } from './__generated__/live-payments.ts';
import { useRestart } from './use-restart.ts';

/** Keeps the viewer's payouts, and the wallets they leave, as they are. Shows nothing itself. */
export function LivePayouts() {
  const { restart } = usePayoutChangesSubscription({
    ignoreResults: true,
    onData: ({ client, data: { data } }) => {
      alive();
      if (data) placeOnTop(client.cache, 'Payout', data.payoutChanged.payout.id);
    },
    onError: () => interrupted(),
    onComplete: () => interrupted(),
  });
  const { alive, interrupted } = useRestart(restart);
  return null;
}

/** Keeps the viewer's top-ups, and the wallets they come to, as they are. Shows nothing itself. */
export function LiveTopUps() {
  const { restart } = useTopUpChangesSubscription({
    ignoreResults: true,
    onData: ({ client, data: { data } }) => {
      alive();
      if (data) placeOnTop(client.cache, 'TopUp', data.topUpChanged.topUp.id);
    },
    onError: () => interrupted(),
    onComplete: () => interrupted(),
  });
  const { alive, interrupted } = useRestart(restart);
  return null;
}
