import { refusedInput } from '@payloom/apollo-client/refused-input';
import type { TimelineStep } from '@payloom/ui-kit/timeline';
import type { PaymentProgressFragment, PaymentStatus } from '../../payment/__generated__/payment.ts';
import { useWords } from './words.ts';

type Step = PaymentProgressFragment['timeline'][number];

/** How a payment goes where nothing goes wrong. */
const usualWay: readonly PaymentStatus[] = ['PENDING', 'PROCESSING', 'COMPLETED'];

const isFinal = (status: PaymentStatus): boolean => status !== 'PENDING' && status !== 'PROCESSING';

function stateOf({ status }: Step, last: boolean): TimelineStep['state'] {
  if (status === 'FAILED') return 'failed';
  return last && !isFinal(status) ? 'current' : 'done';
}

/** What has happened to a payment and, while it is under way, what is still to come. */
export function paymentSteps(timeline: readonly Step[]): TimelineStep[] {
  const t = useWords.now();
  const past = timeline.map((step, index): TimelineStep => {
    const { status, at, reason } = step;
    const meaning = t(`stepMeans.${status}`);
    // Why it failed is told by the provider, in English.
    const description = reason ? refusedInput(t('stepWhy', { reason, meaning }), meaning) : meaning;
    const state = stateOf(step, index === timeline.length - 1);
    return { id: status, label: t(`step.${status}`), at, description, state };
  });
  const last = timeline.at(-1)?.status;
  if (last && isFinal(last)) return past;
  const ahead = usualWay
    .slice(last ? usualWay.indexOf(last) + 1 : 0)
    .map((status): TimelineStep => ({ id: status, label: t(`step.${status}`), state: 'upcoming' }));
  return [...past, ...ahead];
}
