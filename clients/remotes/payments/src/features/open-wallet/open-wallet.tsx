import { useRegion } from '@payloom/i18n/use-region';
import { Button } from '@payloom/ui-kit/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@payloom/ui-kit/dropdown-menu';
import { toast } from '@payloom/ui-kit/toaster';
import { Plus } from 'lucide-react';
import { useNavigate } from 'react-router';
import { describeFailure } from '../../problems/describe-failure.ts';
import type { WalletMoneyFragment } from '../../wallet/__generated__/viewer-wallet.ts';
import { useOpenWalletMutation, useWalletCurrenciesQuery } from './__generated__/open-wallet.ts';
import { useWords } from './words.ts';

/** Opens a wallet in a currency that one has none in yet; nothing where one has all. */
export function OpenWallet({ wallets }: { wallets: readonly WalletMoneyFragment[] }) {
  const t = useWords();
  const { locale } = useRegion();
  const navigate = useNavigate();
  const { data } = useWalletCurrenciesQuery();
  const [openWallet, { loading }] = useOpenWalletMutation();
  const names = new Intl.DisplayNames(locale, { type: 'currency' });
  const has = new Set(wallets.map(({ balance }) => balance.currency));
  const others = data?.walletCurrencies.filter((currency) => !has.has(currency)) ?? [];
  if (others.length === 0) return null;

  const open = async (currency: string): Promise<void> => {
    try {
      const answer = await openWallet({ variables: { input: { currency } } });
      if (answer.data?.openWallet.__typename !== 'Wallet') return toast.error(t('failed'));
      toast.success(t('opened', { currency }));
      await navigate(`/wallet?currency=${currency}`);
    } catch (failure) {
      toast.error(t('failed'), { description: describeFailure(failure) });
    }
  };

  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" busy={loading}>
          <Plus aria-hidden />
          {t('open')}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {others.map((currency) => (
          <DropdownMenuItem key={currency} onSelect={() => void open(currency)}>
            {currency}
            <span className="text-muted-foreground">{names.of(currency)}</span>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
