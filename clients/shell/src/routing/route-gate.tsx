import { session } from '@payloom/session/session';
import { signInPath } from '@payloom/session/sign-in-path';
import { useSession } from '@payloom/session/use-session';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { Navigate, Outlet, useLocation, useMatches } from 'react-router';
import { useGraphAround } from '../later/use-graph-around.ts';
import { PageSkeleton } from '../layout/page-skeleton.tsx';
import { WrongRolePage } from '../pages/wrong-role-page.tsx';
import { useRemotes } from '../remotes/use-remotes.ts';
import { accessTo, handleOf, navigationRoles, nextPath } from './route-access.ts';
import { useWords } from './words.ts';

/** Shows the route to who may see it, and sends the others where they can go on. */
export function RouteGate() {
  const state = useSession();
  const { remotes } = useRemotes();
  const { pathname, search, hash } = useLocation();
  const handle = handleOf(useMatches());
  const roles = handle.roles ?? navigationRoles(pathname, remotes);
  const access = accessTo({ ...handle, ...(roles ? { roles } : {}) }, state);
  const isForAnonymous = handle.access === 'anonymous';
  const around = useGraphAround(access === 'show' && !isForAnonymous);
  if (access === 'wait') {
    return state.status === 'loading' && state.unreachable ? <Unreachable /> : <PageSkeleton />;
  }
  if (access === 'sign-in') {
    // After a sign-out the next person may be another one, who has not asked for this page.
    const left = state.status === 'anonymous' && state.left;
    const next = left || pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search + hash)}`;
    return <Navigate to={signInPath + next} replace />;
  }
  if (access === 'go-on') return <Navigate to={nextPath(search)} replace />;
  if (access === 'wrong-role') return <WrongRolePage />;
  // Another person in this tab gets pages of their own, with nothing left in them of the one before.
  const page = <Outlet key={state.viewer?.id ?? 'anonymous'} />;
  if (isForAnonymous) return page;
  return around ? <around.GraphAround>{page}</around.GraphAround> : <PageSkeleton />;
}

function Unreachable() {
  const t = useWords();
  return (
    <ErrorState
      title={t('unreachableTitle')}
      description={t('unreachableWhy')}
      onRetry={() => void session.start()}
    />
  );
}
