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
import { useWords } from './words.ts';

/** The button that asks whoever was paid for a refund, and its dialog. */
export function AskDialog({ payment, possible }: { payment: PaymentRowFragment; possible: boolean }) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const { carryOut, underWay } = useRequestRefund(payment.id);
  const left = refundableMinor(payment);
  const recipient = partyName(payment.recipient);

  const send = async (draft: RefundDraft): Promise<Refusal | undefined> => {
    const answer = await carryOut(draft);
    if (answer && answer.__typename !== 'RefundRequest') return answer;
    if (answer) {
      setOpen(false);
      toast.success(t('asked', { recipient }), { description: t('askedMeans') });
    }
    return undefined;
  };

  if (!possible && !open) return null;
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline">{t('ask')}</Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('askTitle', { recipient })}</DialogTitle>
          <DialogDescription>{t('askMeans')}</DialogDescription>
        </DialogHeader>
        <RefundForm
          label={t('request')}
          currency={payment.amount.currency}
          amountMinorMax={left}
          amountMinor={left}
          note={{ label: t('why'), description: t('seenBy', { recipient }), needed: true }}
          verb={(amount) => (amount ? t('askForAmount', { amount }) : t('askFor'))}
          busy={underWay}
          onSend={send}
        />
      </DialogContent>
    </Dialog>
  );
}
