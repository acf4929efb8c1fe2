import { useEffect, useState } from 'react';
import { useLocation, useNavigate, type Location } from 'react-router';
import { PageSkeleton } from '../layout/page-skeleton.tsx';
import { isUnder } from '../remotes/is-under.ts';
import { useRemotes } from '../remotes/use-remotes.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { ListProblem, RemoteGap } from './remote-gap.tsx';

/** No route answers the address: because a remote is missing, because the list of them is, or because nothing is there. */
export function UnansweredPage() {
  const location = useLocation();
  return <Unanswered key={location.key} location={location} />;
}

function Unanswered({ location }: { location: Location }) {
  const navigate = useNavigate();
  const { status, remotes } = useRemotes();
  const owner = remotes.find(({ listing }) => isUnder(location.pathname, listing.paths));
  const [wasThere] = useState(owner?.status === 'ready');
  const hasArrived = owner?.status === 'ready' && !wasThere;
  useEffect(() => {
    // The remote has come after all: asking for the same address again adds its routes.
    if (hasArrived) void navigate(location, { replace: true });
  }, [hasArrived, navigate, location]);
  if (status === 'failed') return <ListProblem onListed={() => void navigate(location, { replace: true })} />;
  if (owner?.status === 'failed') return <RemoteGap {...owner} />;
  if (owner?.status === 'loading' || status === 'loading' || hasArrived) return <PageSkeleton />;
  return <NotFoundPage />;
}
