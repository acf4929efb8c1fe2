import { useViewer } from '@payloom/session/use-session';
import { PageHeader } from '@payloom/ui-kit/page-header';
import { useDeferredValue } from 'react';
import { Navigate } from 'react-router';
import { PageSkeleton } from '../../layout/page-skeleton.tsx';
import { useTitle } from '../../layout/use-route-focus.ts';
import {
  useDashboard,
  useNavigationEntries,
  useRemotes,
  type PlacedCard,
} from '../../remotes/use-remotes.ts';
import { isUnder } from '../../remotes/is-under.ts';
import { isMeantFor } from '../../remotes/remote-list.ts';
import { isFailed, type RemoteState } from '../../remotes/remote-registry.ts';
import { ListProblem, RemoteGap } from '../remote-gap.tsx';
import { DashboardTile, MissingTile } from './dashboard-tile.tsx';
import { useWords } from './words.ts';

/** `/` is what the remotes show of themselves at first sight; without any, the first page of the navigation. */
export function HomePage() {
  const { role } = useViewer();
  const { status, remotes } = useRemotes();
  const cards = useDashboard(role);
  const first = useNavigationEntries(role).find(({ to }) => to !== '/');
  const isAwaited = (remote: RemoteState): boolean =>
    remote.status === 'loading' && isMeantFor(role, remote.listing);
  // Not before all that have cards have settled: what stands where would depend on who was quickest.
  const hasCards = ({ listing }: RemoteState): boolean => isUnder('/', listing.paths);
  const isSettled = status !== 'loading' && !remotes.some((each) => isAwaited(each) && hasCards(each));
  // What is deferred is drawn in slices, so that nobody's tap waits for all cards.
  const isDrawn = useDeferredValue(isSettled);
  if (status === 'failed') return <ListProblem />;
  if (!isSettled || !isDrawn) return <PageSkeleton />;
  if (cards.length > 0) return <Dashboard cards={cards} />;
  if (remotes.some(isAwaited)) return <PageSkeleton />;
  if (first) return <Navigate to={first.to} replace />;
  return remotes.filter(isFailed).map((remote) => <RemoteGap key={remote.listing.name} {...remote} />);
}

function Dashboard({ cards }: { cards: readonly PlacedCard[] }) {
  const t = useWords();
  const { remotes } = useRemotes();
  useTitle(t('home'));
  return (
    <>
      <PageHeader title={t('home')} />
      <div className="grid gap-4 lg:grid-cols-2">
        {cards.map(({ remote, card }) => (
          <DashboardTile key={`${remote} ${card.id}`} remote={remote} card={card} />
        ))}
        {remotes.filter(isFailed).map((remote) => (
          <MissingTile key={remote.listing.name} {...remote} />
        ))}
      </div>
    </>
  );
}
