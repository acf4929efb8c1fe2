import { placeOnTop } from '../../payment/place-on-top.ts';
import { useRequestChangesSubscription } from './__generated__/live-payments.ts';
import { useRestart } from './use-restart.ts';

/** Keeps the viewer's payment requests as they are, on every page. Shows nothing itself. */
export function LiveRequests() {
  const { restart } = useRequestChangesSubscription({
    ignoreResults: true,
    onData: ({ client, data: { data } }) => {
      alive();
      if (data) placeOnTop(client.cache, 'PaymentRequest', data.paymentRequestChanged.request.id);
    },
    onError: () => interrupted(),
    onComplete: () => interrupted(),
  });
  const { alive, interrupted } = useRestart(restart);
  return null;
}
