import { ErrorState } from '@payloom/ui-kit/error-state';
import { useIsAway } from '@payloom/ui-kit/network';
import { useEffect, useEffectEvent, useState, useTransition, type ComponentType } from 'react';
import type { LazyRouteFunction, RouteObject } from 'react-router';
import type { RemoteListing } from '../remotes/remote-list.ts';
import { useIsTampered } from '../remotes/use-is-tampered.ts';
import { useLabel, useRemoteRegistry } from '../remotes/use-remotes.ts';
import { useWords as useRemoteWords } from '../remotes/words.ts';
import { useWords } from './words.ts';

type Load = LazyRouteFunction<RouteObject>;

interface LatePageProps {
  readonly listing: RemoteListing;
  readonly load: Load;
  /** Why it could not be fetched the first time. */
  readonly cause: unknown;
}

/** Stands where a page's code could not be fetched, and becomes the page once it could: on demand, and when the network is back. */
function LatePage({ listing, load, cause }: LatePageProps) {
  const t = useWords();
  const tRemote = useRemoteWords();
  const registry = useRemoteRegistry();
  const [problem, setProblem] = useState(cause);
  const tampered = useIsTampered(listing.name, problem);
  const label = useLabel(listing);
  const [page, setPage] = useState<{ Component: ComponentType }>();
  const [loading, startLoading] = useTransition();
  const retry = async (): Promise<void> => {
    try {
      const { Component } = await load();
      if (Component) setPage({ Component });
    } catch (error) {
      console.error(`A page of ${listing.name} could not be fetched.`, error);
      // The version that this page is of may be gone.
      if (!(await registry.renew(listing.name))) setProblem(error);
    }
  };
  const away = useIsAway();
  const tryAgain = useEffectEvent(() => startLoading(retry));
  useEffect(() => {
    // What is not as it was released does not become so by asking.
    if (!away || tampered) return;
    return () => tryAgain();
  }, [away, tampered]);
  if (page) return <page.Component />;
  return (
    <ErrorState
      title={tampered ? tRemote('tamperedTitle', { label }) : t('lateTitle', { label })}
      description={tampered ? tRemote('tamperedWhy') : t('lateWhy')}
      onRetry={() => startLoading(retry)}
      retrying={loading}
    />
  );
}

function lazyAgain(load: Load, listing: RemoteListing): Load {
  return () =>
    load().catch((error: unknown) => {
      console.error(`A page of ${listing.name} could not be fetched.`, error);
      return { Component: () => <LatePage listing={listing} load={load} cause={error} /> };
    });
}

/**
 * Lets pages whose code could not be fetched be tried again. The router asks a lazy route once and keeps the failure, so
 * the failure has to be a page of its own.
 */
export function withLazyAgain(routes: readonly RouteObject[], listing: RemoteListing): RouteObject[] {
  return routes.map((route) => {
    const lazy = typeof route.lazy === 'function' ? { lazy: lazyAgain(route.lazy, listing) } : {};
    if (route.index) return { ...route, ...lazy };
    return {
      ...route,
      ...lazy,
      ...(route.children ? { children: withLazyAgain(route.children, listing) } : {}),
    };
  });
}
