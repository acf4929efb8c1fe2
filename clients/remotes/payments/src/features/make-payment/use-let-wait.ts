import { vault } from '@payloom/offline/vault';
import { useViewer } from '@payloom/session/use-session';
import { formatMoney } from '@payloom/ui-kit/money';
import { toast } from '@payloom/ui-kit/toaster';
import type { Intent } from '../../idempotency/use-intent.ts';
import { WaitingPayments } from '../../waiting/waiting-payments.ts';
import type { PaymentDraft } from './payment-form-schema.ts';
import type { MakePaymentAnswer } from './use-make-payment.ts';
import { useWords } from './words.ts';

/** Lets payments wait in this browser until the network is back. */
export function useLetWait(handOn: Intent<PaymentDraft, MakePaymentAnswer>['handOn']): {
  canWait: boolean;
  /** False where it could not be kept. */
  letWait: (draft: PaymentDraft) => Promise<boolean>;
} {
  const { id } = useViewer();
  return {
    canWait: vault.isAvailable(),
    letWait: async (draft) => {
      const { wish, isSent } = handOn(draft);
      const { plan: _now, ...input } = wish;
      if (!(await new WaitingPayments(vault, id).add(input, { isSent }))) return false;
      const { recipientEmail: recipient, amount } = draft;
      const words = { recipient, amount: formatMoney(amount.amountMinor, amount.currency) };
      toast.success(useWords.now()('waits', words));
      return true;
    },
  };
}
