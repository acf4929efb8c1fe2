import { ErrorState } from '@payloom/ui-kit/error-state';
import { describeFailure } from '../problems/describe-failure.ts';
import type { ViewerWallet } from './use-wallet.ts';
import { useWords } from './words.ts';

/** Why there is no wallet to show. */
export function WalletFailure({
  error,
  overdue,
  reload,
}: Pick<ViewerWallet, 'error' | 'overdue' | 'reload'>) {
  const t = useWords();
  return (
    <ErrorState
      title={overdue ? t('notOpen') : t('failed')}
      description={error ? describeFailure(error) : t('overdue')}
      onRetry={reload}
    />
  );
}
