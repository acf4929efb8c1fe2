import { Button } from '@payloom/ui-kit/button';
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
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { TopUpForm } from './top-up-form.tsx';
import { useTopUpWallet, type TopUp } from './use-top-up-wallet.ts';

export interface TopUpDialogProps {
  currency: string;
  /** The card's provider has not answered yet: the money comes, or does not, later. */
  onPending: () => void;
}

function tell({ status, amount }: TopUp): void {
  const words = formatMoney(amount.amountMinor, amount.currency);
  if (status === 'COMPLETED') toast.success(`${words} is in your wallet`);
  else if (status === 'FAILED') toast.error(`${words} could not be taken from the card. Nothing moved.`);
  else toast.info(`${words} is on its way`, { description: 'Your balance changes as soon as it is there.' });
}

/** The button that opens the top-up, and the dialog itself. */
export function TopUpDialog({ currency, onPending }: TopUpDialogProps) {
  const [open, setOpen] = useState(false);
  // Outlives the form: whoever closes the dialog on a lost connection and comes back goes on with the same wish.
  const intent = useTopUpWallet();

  const finish = (topUp: TopUp): void => {
    setOpen(false);
    tell(topUp);
    if (topUp.status === 'PENDING') onPending();
  };

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <Plus aria-hidden />
          Top up
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Top up your wallet</DialogTitle>
          <DialogDescription>The amount is taken from your card.</DialogDescription>
        </DialogHeader>
        <TopUpForm currency={currency} intent={intent} onDone={finish} />
      </DialogContent>
    </Dialog>
  );
}
