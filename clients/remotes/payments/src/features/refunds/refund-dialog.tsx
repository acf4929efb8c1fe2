import { Button, type ButtonProps } from '@payloom/ui-kit/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@payloom/ui-kit/dialog';
import { formatMoney } from '@payloom/ui-kit/money';
import { toast } from '@payloom/ui-kit/toaster';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { PaymentRowFragment } from '../../payment/__generated__/payment.ts';
import { partyName } from '../../payment/party-name.ts';
import type { Refusal } from './judge-refusal.ts';
import type { RefundDraft } from './refund-form-schema.ts';
import { RefundForm } from './refund-form.tsx';
import { refundableMinor } from './refundable.ts';
import { useRefundPayment } from './use-refunds.ts';
import { useWords } from './words.ts';

export interface RefundDialogProps {
  payment: PaymentRowFragment;
  /** What stands in the form at first; all that is left when absent. */
  amountMinor?: number | undefined;
  variant?: ButtonProps['variant'];
  /** Whether it can be opened; an open one stays. */
  offered?: boolean;
}

/** The button that opens the refund, and the dialog itself, for whoever received the payment. */
export function RefundDialog(props: RefundDialogProps) {
  const { payment, amountMinor, variant = 'outline', offered = true } = props;
  const t = useWords();
  const [open, setOpen] = useState(false);
  // Outlives the form: whoever closes the dialog on a lost connection and comes back goes on with the same wish.
  const { carryOut, underWay } = useRefundPayment(payment.id);
  const left = refundableMinor(payment);
  const { currency } = payment.amount;
  const payer = partyName(payment.payer);

  const send = async (draft: RefundDraft): Promise<Refusal | undefined> => {
    const answer = await carryOut(draft);
    if (answer && answer.__typename !== 'Refund') return answer;
    if (answer) {
      setOpen(false);
      toast.success(t('refunded', { amount: formatMoney(draft.amount.amountMinor, currency), payer }));
    }
    return undefined;
  };

  // An open dialog stays while it is answered, though nothing is left then.
  if ((left === 0 || !offered) && !open) return null;
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant={variant}>
          <Undo2 aria-hidden />
          {t('refund')}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('refundTitle', { payer })}</DialogTitle>
          <DialogDescription>{t('refundMeans', { amount: formatMoney(left, currency) })}</DialogDescription>
        </DialogHeader>
        <RefundForm
          label={t('refund')}
          currency={currency}
          amountMinorMax={left}
          amountMinor={Math.min(amountMinor ?? left, left)}
          note={{ label: t('note'), description: t('seenByBoth'), needed: false }}
          verb={(amount) => (amount ? t('refundAmount', { amount }) : t('refund'))}
          busy={underWay}
          onSend={send}
        />
      </DialogContent>
    </Dialog>
  );
}
