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

const tooLate = 'The payment has moved on in the meantime and cannot be cancelled any more.';

function Confirmation({ payment, onDone }: { payment: PaymentRowFragment; onDone: () => void }) {
  const { cancel, underWay, problem } = useCancelPayment(payment, onDone);
  const pending = payment.status === 'PENDING';
  const amount = formatMoney(payment.amount.amountMinor, payment.amount.currency);
  return (
    <DialogContent>
      <DialogHeader>
        <DialogTitle>Cancel this payment?</DialogTitle>
        <DialogDescription>
          {partyName(payment.recipient)} will not get the {amount}. They return to your wallet at once.
        </DialogDescription>
      </DialogHeader>
      <FormProblem>{problem ?? (pending || underWay ? undefined : tooLate)}</FormProblem>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">{pending ? 'Keep the payment' : 'Close'}</Button>
        </DialogClose>
        {(pending || underWay) && (
          <Button variant="destructive" busy={underWay} onClick={() => void cancel()}>
            Cancel the payment
          </Button>
        )}
      </DialogFooter>
    </DialogContent>
  );
}

/** Lets the payer take back a payment that has not run; nothing for anybody else, or afterwards. */
export function CancelPayment({ payment }: { payment: PaymentRowFragment }) {
  const [open, setOpen] = useState(false);
  const cancellable = payment.direction === 'SENT' && payment.status === 'PENDING';
  // An open dialog stays when the payment moves on under it, and says so.
  if (!cancellable && !open) return null;
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline">Cancel payment</Button>
      </DialogTrigger>
      <Confirmation payment={payment} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
