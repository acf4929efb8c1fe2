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
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { formatMoney } from '@payloom/ui-kit/money';
import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { useWallet } from '../../wallet/use-wallet.ts';
import { useRequestCurrenciesQuery } from './__generated__/payment-requests.ts';
import { CopyLink } from './copy-link.tsx';
import { RequestForm } from './request-form.tsx';
import { requestLink } from './request-link.ts';
import { useCreateRequest, type CreatedRequest } from './use-create-request.ts';
import { useWords } from './words.ts';

function Made({ request: { amount, token } }: { request: CreatedRequest }) {
  const t = useWords();
  return (
    <>
      <DialogHeader>
        <DialogTitle>{t('madeTitle')}</DialogTitle>
        <DialogDescription>
          {t('madeWhy', { amount: formatMoney(amount.amountMinor, amount.currency) })}
        </DialogDescription>
      </DialogHeader>
      <FormField label={t('link')}>
        <Input readOnly value={requestLink(token ?? '')} onFocus={({ target }) => target.select()} />
      </FormField>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="ghost">{t('done')}</Button>
        </DialogClose>
        <CopyLink token={token ?? ''} variant="default" />
      </DialogFooter>
    </>
  );
}

/** The button that asks for money by a link, and the dialog that ends with the link. */
export function CreateRequest() {
  const t = useWords();
  const { data } = useRequestCurrenciesQuery();
  // Of a wallet that they have: in a currency that is only preferred, hardly any payer would have money.
  const { wallet } = useWallet();
  const currency = wallet?.balance.currency;
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<CreatedRequest>();
  // Outlives the form: whoever closes the dialog on a lost connection and comes back goes on with the same wish.
  const intent = useCreateRequest();

  const change = (next: boolean): void => {
    setOpen(next);
    if (next) setMade(undefined);
  };

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button>
          <Link2 aria-hidden />
          {t('ask')}
        </Button>
      </DialogTrigger>
      <DialogContent>
        {made ? (
          <Made request={made} />
        ) : (
          <>
            <DialogHeader>
              <DialogTitle>{t('askTitle')}</DialogTitle>
              <DialogDescription>{t('askWhy')}</DialogDescription>
            </DialogHeader>
            <RequestForm
              currencies={data?.walletCurrencies ?? [currency ?? 'EUR']}
              suggested={currency}
              intent={intent}
              onMade={setMade}
            />
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
