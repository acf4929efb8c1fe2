import { formatMoney } from '@payloom/ui-kit/money';
import { toast } from '@payloom/ui-kit/toaster';
import type { Outcome } from '../../waiting/send-waiting.ts';
import { describeRefusal } from './describe-refusal.ts';
import { useWords } from './words.ts';

/** Tells what became of a payment that waited, on whatever page its owner is by now. */
export function tellOutcome(outcome: Outcome, goTo: (path: string) => void): void {
  if (outcome.is !== 'made' && outcome.is !== 'refused') return;
  const t = useWords.now();
  const { recipientEmail: recipient, amount } = outcome.wish;
  const words = { recipient, amount: formatMoney(amount.amountMinor, amount.currency) };
  if (outcome.is === 'made') {
    const { id } = outcome.payment;
    toast.success(t('made', words), {
      action: { label: t('show'), onClick: () => goTo(`/payments/${id}`) },
    });
    return;
  }
  toast.warning(t('notMade', words), {
    description: describeRefusal(outcome.refusal),
    duration: Number.POSITIVE_INFINITY,
    action: { label: t('decide'), onClick: () => goTo('/payments') },
  });
}
