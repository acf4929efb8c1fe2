import type { RemoteEntry } from '@payloom/session/remote-entry';
import type { PatchRoutesOnNavigationFunction, RouteObject } from 'react-router';
import { ShellLayout } from '../layout/shell-layout.tsx';
import { ShellSkeleton } from '../layout/shell-skeleton.tsx';
import { HomePage } from '../pages/home/home-page.tsx';
import { UnansweredPage } from '../pages/unanswered-page.tsx';
import type { ReadyRemote, RemoteRegistry } from '../remotes/remote-registry.ts';
import { withLazyAgain } from './lazy-again.tsx';
import { RemoteFrame } from './remote-frame.tsx';
import { RemoteProblem } from './remote-problem.tsx';
import { ShellProblem } from './shell-problem.tsx';

const SHELL_ROUTE_ID = 'shell';

/** The shell's own routes; the remotes' are added below them as they are asked for. */
export function createRoutes(): RouteObject[] {
  return [
    {
      id: SHELL_ROUTE_ID,
      element: <ShellLayout />,
      errorElement: <ShellProblem />,
      hydrateFallbackElement: <ShellSkeleton />,
      children: [
        { index: true, element: <HomePage /> },
        { path: '*', element: <UnansweredPage /> },
      ],
    },
  ];
}

function remoteRoute({
  listing,
  entry,
}: {
  listing: ReadyRemote['listing'];
  entry: RemoteEntry;
}): RouteObject {
  return {
    id: `remote:${listing.name}`,
    element: <RemoteFrame name={listing.name} />,
    errorElement: <RemoteProblem listing={listing} />,
    children: withLazyAgain(entry.routes, listing),
  };
}

/**
 * Adds a remote's routes when a path is asked for that no route answers yet. Only the remotes that may answer it are
 * waited for, so that one that is slow or down holds up nobody else's pages.
 */
export function addRemoteRoutes(registry: RemoteRegistry): PatchRoutesOnNavigationFunction {
  const added = new Set<string>();
  return async ({ path, patch, signal }) => {
    for (const remote of await registry.answering(path)) {
      // React Router drops what an overtaken navigation adds.
      if (signal.aborted || added.has(remote.listing.name)) continue;
      added.add(remote.listing.name);
      patch(SHELL_ROUTE_ID, [remoteRoute(remote)]);
    }
  };
}
