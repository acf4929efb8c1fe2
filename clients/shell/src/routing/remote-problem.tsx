import { ErrorState } from '@payloom/ui-kit/error-state';
import { useEffect } from 'react';
import { useLocation, useNavigate, useNavigation, useRouteError } from 'react-router';
import type { RemoteListing } from '../remotes/remote-list.ts';
import { useIsTampered } from '../remotes/use-is-tampered.ts';
import { useLabel, useRemoteRegistry } from '../remotes/use-remotes.ts';
import { useWords as useRemoteWords } from '../remotes/words.ts';
import { useWords } from './words.ts';

/** Stands where a remote's page has failed: in its code, or because a part of it could not be fetched. */
export function RemoteProblem({ listing }: { listing: RemoteListing }) {
  const t = useWords();
  const label = useLabel(listing);
  const error = useRouteError();
  const location = useLocation();
  const navigate = useNavigate();
  const tRemote = useRemoteWords();
  const registry = useRemoteRegistry();
  const tampered = useIsTampered(listing.name, error);
  const retrying = useNavigation().state !== 'idle';
  const retry = async (): Promise<void> => {
    if (!(await registry.renew(listing.name))) await navigate(location, { replace: true });
  };
  useEffect(() => console.error(`A page of ${listing.name} failed.`, error), [listing.name, error]);
  return (
    <ErrorState
      title={tampered ? tRemote('tamperedTitle', { label }) : t('brokenTitle', { label })}
      description={tampered ? tRemote('tamperedWhy') : t('brokenWhy')}
      onRetry={() => void retry()}
      retrying={retrying}
    />
  );
}
