import { Button } from '@payloom/ui-kit/button';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@payloom/ui-kit/dialog';
import { formatMoney } from '@payloom/ui-kit/money';
import { useState } from 'react';
import type { PaymentRowFragment } from '../../payment/__generated__/payment.ts';
import { partyName } from '../../payment/party-name.ts';
import { FormProblem } from '../../problems/form-problem.tsx';
import { useCancelPayment } from './use-cancel-payment.ts';
import { useWords } from './words.ts';

function Confirmation({ payment, onDone }: { payment: PaymentRowFragment; onDone: () => void }) {
  const t = useWords();
  const { cancel, underWay, problem } = useCancelPayment(payment, onDone);
  const pending = payment.status === 'PENDING';
  const amount = formatMoney(payment.amount.amountMinor, payment.amount.currency);
  return (
    <DialogContent>
      <DialogHeader>
        <DialogTitle>{t('ask')}</DialogTitle>
        <DialogDescription>
          {t('means', { recipient: partyName(payment.recipient), amount })}
        </DialogDescription>
      </DialogHeader>
      <FormProblem>{problem ?? (pending || underWay ? undefined : t('tooLate'))}</FormProblem>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">{pending ? t('keep') : t('close')}</Button>
        </DialogClose>
        {(pending || underWay) && (
          <Button variant="destructive" busy={underWay} needsNetwork onClick={() => void cancel()}>
            {t('confirm')}
          </Button>
        )}
      </DialogFooter>
    </DialogContent>
  );
}

/** Lets the payer take back a payment that has not run; nothing for anybody else, or afterwards. */
export function CancelPayment({ payment }: { payment: PaymentRowFragment }) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const cancellable = payment.direction === 'SENT' && payment.status === 'PENDING';
  // An open dialog stays when the payment moves on under it, and says so.
  if (!cancellable && !open) return null;
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline">{t('cancel')}</Button>
      </DialogTrigger>
      <Confirmation payment={payment} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
