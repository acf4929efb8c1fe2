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
import { Landmark } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { WalletMoneyFragment } from '../../wallet/__generated__/viewer-wallet.ts';
import { PayOutForm } from './pay-out-form.tsx';
import { usePayOut, type Payout } from './use-pay-out.ts';
import { useWords } from './words.ts';

/** The button that pays out, and the dialog itself; ends where payouts are watched. */
export function PayOutDialog({ balance }: { balance: WalletMoneyFragment['balance'] }) {
  const t = useWords();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  // Outlives the form: whoever closes the dialog on a lost connection and comes back goes on with the same wish.
  const intent = usePayOut();

  const finish = ({ amount }: Payout): void => {
    setOpen(false);
    toast.info(t('underWay', { amount: formatMoney(amount.amountMinor, amount.currency) }));
    void navigate('/wallet/bank');
  };

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline">
          <Landmark aria-hidden />
          {t('payOut')}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('title')}</DialogTitle>
          <DialogDescription>
            {t('meaning', { available: formatMoney(balance.amountMinor, balance.currency) })}
          </DialogDescription>
        </DialogHeader>
        <PayOutForm currency={balance.currency} intent={intent} onDone={finish} />
      </DialogContent>
    </Dialog>
  );
}
