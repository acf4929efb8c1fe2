import { Button } from '@payloom/ui-kit/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@payloom/ui-kit/dialog';
import { toast } from '@payloom/ui-kit/toaster';
import { useState } from 'react';
import type { PaymentRowFragment } from '../../payment/__generated__/payment.ts';
import { partyName } from '../../payment/party-name.ts';
import type { Refusal } from './judge-refusal.ts';
import type { RefundDraft } from './refund-form-schema.ts';
import { RefundForm } from './refund-form.tsx';
import { refundableMinor } from './refundable.ts';
import { useRequestRefund } from './use-refunds.ts';

/** The button that asks whoever was paid for a refund, and its dialog. */
export function AskDialog({ payment, possible }: { payment: PaymentRowFragment; possible: boolean }) {
  const [open, setOpen] = useState(false);
  const { carryOut, underWay } = useRequestRefund(payment.id);
  const left = refundableMinor(payment);
  const recipient = partyName(payment.recipient);

  const send = async (draft: RefundDraft): Promise<Refusal | undefined> => {
    const answer = await carryOut(draft);
    if (answer && answer.__typename !== 'RefundRequest') return answer;
    if (answer) {
      setOpen(false);
      toast.success(`${recipient} was asked`, { description: 'You see the answer here, as it comes.' });
    }
    return undefined;
  };

  if (!possible && !open) return null;
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline">Ask for a refund</Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Ask {recipient} for a refund</DialogTitle>
          <DialogDescription>They read why and decide. Until then no money moves.</DialogDescription>
        </DialogHeader>
        <RefundForm
          label="Request for a refund"
          currency={payment.amount.currency}
          amountMinorMax={left}
          amountMinor={left}
          note={{ label: 'Why', description: `Seen by ${recipient}.`, needed: true }}
          verb="Ask for"
          busy={underWay}
          onSend={send}
        />
      </DialogContent>
    </Dialog>
  );
}
