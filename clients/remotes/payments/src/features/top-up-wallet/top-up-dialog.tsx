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
import { useWords } from './words.ts';

export interface TopUpDialogProps {
  currency: string;
  /** The card's provider has not answered yet: the money comes, or does not, later. */
  onPending: () => void;
}

function tell({ status, amount }: TopUp): void {
  const t = useWords.now();
  const words = { amount: formatMoney(amount.amountMinor, amount.currency) };
  if (status === 'COMPLETED') toast.success(t('done', words));
  else if (status === 'FAILED') toast.error(t('failed', words));
  else toast.info(t('underWay', words), { description: t('underWayMeans') });
}

/** The button that opens the top-up, and the dialog itself. */
export function TopUpDialog({ currency, onPending }: TopUpDialogProps) {
  const t = useWords();
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
          {t('topUp')}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('title')}</DialogTitle>
          <DialogDescription>{t('meaning')}</DialogDescription>
        </DialogHeader>
        <TopUpForm currency={currency} intent={intent} onDone={finish} />
      </DialogContent>
    </Dialog>
  );
}
