import { ErrorState } from '@payloom/ui-kit/error-state';
import { useTitle } from '../layout/use-route-focus.ts';
import type { RemoteListing } from '../remotes/remote-list.ts';
import { useRemoteRegistry } from '../remotes/use-remotes.ts';

/** Stands where a remote that could not be loaded would be. */
export function RemoteGap({ listing }: { listing: RemoteListing }) {
  const registry = useRemoteRegistry();
  useTitle(listing.label);
  return (
    <ErrorState
      title={`${listing.label} is not available right now`}
      description="This part of Payloom could not be loaded. The rest works, and your money is not affected."
      onRetry={() => void registry.retry(listing.name)}
    />
  );
}

/** Stands where every page would be, when not even their list could be read. */
export function ListProblem({ onListed }: { onListed?: () => void }) {
  const registry = useRemoteRegistry();
  return (
    <ErrorState
      title="Payloom's pages could not be loaded"
      description="Check your connection, then try again."
      onRetry={() => void registry.start().then(onListed)}
    />
  );
}
