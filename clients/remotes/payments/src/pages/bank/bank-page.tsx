import { PageHeader } from '@payloom/ui-kit/page-header';
import { Payouts, TopUps } from '../../features/bank-movements/bank-movements.tsx';
import { useWords } from '../words.ts';

/** What came from the card and went to the bank, with where it stands. */
export function BankPage() {
  const t = useWords();
  return (
    <>
      <PageHeader
        title={t('bank')}
        description={t('bankMeans')}
        back={{ to: '/wallet', label: t('wallet') }}
      />
      <Payouts />
      <TopUps />
    </>
  );
}
