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

const note = { label: 'Note', description: 'Seen by both of you.', needed: false };

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
      toast.success(`${formatMoney(draft.amount.amountMinor, currency)} went back to ${payer}`);
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
          Refund
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Refund {payer}</DialogTitle>
          <DialogDescription>
            Up to {formatMoney(left, currency)}, from your wallet to theirs at once. It cannot be taken back.
          </DialogDescription>
        </DialogHeader>
        <RefundForm
          label="Refund"
          currency={currency}
          amountMinorMax={left}
          amountMinor={Math.min(amountMinor ?? left, left)}
          note={note}
          verb="Refund"
          busy={underWay}
          onSend={send}
        />
      </DialogContent>
    </Dialog>
  );
}
