import { ErrorState } from '@payloom/ui-kit/error-state';
import { useTitle } from '../layout/use-route-focus.ts';
import type { FailedRemote } from '../remotes/remote-registry.ts';
import { useLabel, useRemoteRegistry } from '../remotes/use-remotes.ts';
import { useWords as useRemoteWords } from '../remotes/words.ts';
import { useWords } from './words.ts';

/** Stands where a remote that could not be loaded, or was not as it was released, would be. */
export function RemoteGap({ listing, tampered }: FailedRemote) {
  const registry = useRemoteRegistry();
  const t = useWords();
  const tRemote = useRemoteWords();
  const label = useLabel(listing);
  useTitle(label);
  return (
    <>
      <h1 className="sr-only">{label}</h1>
      <ErrorState
        title={tampered ? tRemote('tamperedTitle', { label }) : t('gapTitle', { label })}
        description={tampered ? tRemote('tamperedWhy') : t('gapWhy')}
        onRetry={() => void registry.retry(listing.name)}
      />
    </>
  );
}

/** Stands where every page would be, when not even their list could be read. */
export function ListProblem({ onListed }: { onListed?: () => void }) {
  const t = useWords();
  const registry = useRemoteRegistry();
  return (
    <ErrorState
      title={t('listTitle')}
      description={t('listWhy')}
      onRetry={() => void registry.start().then(onListed)}
    />
  );
}
