import { refusedInput } from '@payloom/apollo-client/refused-input';
import type { ScheduleRowFragment } from '../../payment/__generated__/schedule.ts';
import { describeUnanswered } from '../../problems/describe-failure.ts';
import { useCancelPaymentScheduleMutation } from './__generated__/payment-schedules.ts';
import { useWords } from './words.ts';

/** Ends the schedule; answers why it could not be ended, or null. */
export function useCancel(schedule: ScheduleRowFragment): () => Promise<string | null> {
  const t = useWords();
  const [cancelSchedule] = useCancelPaymentScheduleMutation();
  return async () => {
    try {
      const { data } = await cancelSchedule({
        variables: { input: { scheduleId: schedule.id } },
        // It may be sent while the page is left.
        context: { fetchOptions: { keepalive: true } },
      });
      const answer = data?.cancelPaymentSchedule;
      if (answer?.__typename === 'PaymentSchedule') return null;
      return answer ? refusedInput(answer.message, t('notFound')) : t('notFound');
    } catch (error) {
      return describeUnanswered(error, t('again'));
    }
  };
}
