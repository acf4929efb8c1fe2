import { PageHeader } from '@payloom/ui-kit/page-header';
import { WalletStatement } from '../../features/wallet-statement/wallet-statement.tsx';
import { useWords } from '../words.ts';

/** A wallet's month. */
export function StatementPage() {
  const t = useWords();
  return (
    <>
      <PageHeader
        className="print:hidden"
        title={t('statement')}
        description={t('statementMeans')}
        back={{ to: '/wallet', label: t('wallet') }}
      />
      <WalletStatement />
    </>
  );
}
