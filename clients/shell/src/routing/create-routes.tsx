import type { RemoteEntry } from '@payloom/session/remote-entry';
import { createBrowserRouter, type PatchRoutesOnNavigationFunction, type RouteObject } from 'react-router';
import { ShellLayout } from '../layout/shell-layout.tsx';
import { PageSkeleton } from '../layout/page-skeleton.tsx';
import { HomePage } from '../pages/home/home-page.tsx';
import { UnansweredPage } from '../pages/unanswered-page.tsx';
import { pause } from '../first/pause.ts';
import type { ReadyRemote, RemoteRegistry } from '../remotes/remote-registry.ts';
import { withLazyAgain } from './lazy-again.tsx';
import { RemoteFrame } from './remote-frame.tsx';
import { RemoteProblem } from './remote-problem.tsx';
import { ShellProblem } from './shell-problem.tsx';

const SHELL_ROUTE_ID = 'shell';

/** The router of the whole site. */
export type ShellRouter = ReturnType<typeof createBrowserRouter>;

/** The shell's own routes; the remotes' are added below them as they are asked for. */
function createRoutes(): RouteObject[] {
  return [
    {
      id: SHELL_ROUTE_ID,
      element: <ShellLayout />,
      errorElement: <ShellProblem />,
      hydrateFallbackElement: <PageSkeleton />,
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
function addRemoteRoutes(registry: RemoteRegistry): PatchRoutesOnNavigationFunction {
  const added = new Set<string>();
  return async ({ path, patch, signal }) => {
    const remotes = await registry.answering(path);
    await pause();
    for (const remote of remotes) {
      // React Router drops what an overtaken navigation adds.
      if (signal.aborted || added.has(remote.listing.name)) continue;
      added.add(remote.listing.name);
      patch(SHELL_ROUTE_ID, [remoteRoute(remote)]);
    }
  };
}

/** Routes the pages of the shell, and those of the remotes once somebody asks for one. */
export function createShellRouter(registry: RemoteRegistry): ShellRouter {
  return createBrowserRouter(createRoutes(), { patchRoutesOnNavigation: addRemoteRoutes(registry) });
}
