import { useViewer } from '@payloom/session/use-session';
import { Navigate } from 'react-router';
import { PageSkeleton } from '../layout/page-skeleton.tsx';
import { useNavigationEntries, useRemotes } from '../remotes/use-remotes.ts';
import { ListProblem, RemoteGap } from './remote-gap.tsx';

/** `/` is the first page of the viewer's navigation. */
export function HomePage() {
  const { role } = useViewer();
  const { status, remotes } = useRemotes();
  const [first] = useNavigationEntries(role);
  if (status === 'failed') return <ListProblem />;
  // Not before all have settled: the first page would depend on who was quickest.
  if (status === 'loading' || remotes.some((remote) => remote.status === 'loading')) return <PageSkeleton />;
  if (first) return <Navigate to={first.to} replace />;
  return remotes
    .filter((remote) => remote.status === 'failed')
    .map(({ listing }) => <RemoteGap key={listing.name} listing={listing} />);
}
