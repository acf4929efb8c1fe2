import { ErrorState } from '@payloom/ui-kit/error-state';
import { describeFailure } from '../problems/describe-failure.ts';
import type { ViewerWallet } from './use-wallet.ts';

/** Why there is no wallet to show. */
export function WalletFailure({
  error,
  overdue,
  reload,
}: Pick<ViewerWallet, 'error' | 'overdue' | 'reload'>) {
  return (
    <ErrorState
      title={overdue ? 'Your wallet is not open yet' : 'Your wallet could not be loaded'}
      description={
        error ? describeFailure(error) : 'That takes longer than it should. Look again in a while.'
      }
      onRetry={reload}
    />
  );
}
