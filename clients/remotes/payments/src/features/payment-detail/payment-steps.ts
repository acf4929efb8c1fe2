import type { TimelineStep } from '@payloom/ui-kit/timeline';
import type { PaymentProgressFragment, PaymentStatus } from '../../payment/__generated__/payment.ts';

type Step = PaymentProgressFragment['timeline'][number];

const labels: Record<PaymentStatus, string> = {
  PENDING: 'Accepted',
  PROCESSING: 'Processing',
  COMPLETED: 'Completed',
  FAILED: 'Failed',
  CANCELLED: 'Cancelled',
};
const descriptions: Record<PaymentStatus, string> = {
  PENDING: 'The amount was set aside.',
  PROCESSING: 'It was sent on its way.',
  COMPLETED: 'The recipient has the money.',
  FAILED: 'The payer has the money back.',
  CANCELLED: 'The payer took it back and has the money.',
};

/** How a payment goes where nothing goes wrong. */
const usualWay: readonly PaymentStatus[] = ['PENDING', 'PROCESSING', 'COMPLETED'];

const isFinal = (status: PaymentStatus): boolean => status !== 'PENDING' && status !== 'PROCESSING';

function stateOf({ status }: Step, last: boolean): TimelineStep['state'] {
  if (status === 'FAILED') return 'failed';
  return last && !isFinal(status) ? 'current' : 'done';
}

/** What has happened to a payment and, while it is under way, what is still to come. */
export function paymentSteps(timeline: readonly Step[]): TimelineStep[] {
  const past = timeline.map((step, index): TimelineStep => {
    const { status, at, reason } = step;
    const description = reason ? `${reason} ${descriptions[status]}` : descriptions[status];
    const state = stateOf(step, index === timeline.length - 1);
    return { id: status, label: labels[status], at, description, state };
  });
  const last = timeline.at(-1)?.status;
  if (last && isFinal(last)) return past;
  const ahead = usualWay
    .slice(last ? usualWay.indexOf(last) + 1 : 0)
    .map((status): TimelineStep => ({ id: status, label: labels[status], state: 'upcoming' }));
  return [...past, ...ahead];
}
