import { placeOnTop } from '../../payment/place-on-top.ts';
import { useScheduleChangesSubscription } from './__generated__/live-payments.ts';
import { useRestart } from './use-restart.ts';

/** Keeps what the viewer has planned to pay as it is, on every page. Shows nothing itself. */
export function LiveSchedules() {
  const { restart } = useScheduleChangesSubscription({
    ignoreResults: true,
    onData: ({ client, data: { data } }) => {
      alive();
      const schedule = data?.paymentScheduleChanged.schedule;
      if (schedule) placeOnTop(client.cache, 'PaymentSchedule', schedule.id);
    },
    onError: () => interrupted(),
    onComplete: () => interrupted(),
  });
  const { alive, interrupted } = useRestart(restart);
  return null;
}
