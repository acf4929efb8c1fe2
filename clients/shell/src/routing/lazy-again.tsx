import { ErrorState } from '@payloom/ui-kit/error-state';
import { useState, useTransition, type ComponentType } from 'react';
import type { LazyRouteFunction, RouteObject } from 'react-router';

type Load = LazyRouteFunction<RouteObject>;

interface LatePageProps {
  readonly label: string;
  readonly load: Load;
}

/** Stands where a page's code could not be fetched, and becomes the page once it could. */
function LatePage({ label, load }: LatePageProps) {
  const [page, setPage] = useState<{ Component: ComponentType }>();
  const [loading, startLoading] = useTransition();
  const retry = async (): Promise<void> => {
    try {
      const { Component } = await load();
      if (Component) setPage({ Component });
    } catch (error) {
      console.error(`A page of ${label} could not be fetched.`, error);
    }
  };
  if (page) return <page.Component />;
  return (
    <ErrorState
      title={`This page of ${label} could not be loaded`}
      description="Check your connection, then try again. The rest of Payloom still works."
      onRetry={() => startLoading(retry)}
      retrying={loading}
    />
  );
}

function lazyAgain(load: Load, label: string): Load {
  return () =>
    load().catch((error: unknown) => {
      console.error(`A page of ${label} could not be fetched.`, error);
      return { Component: () => <LatePage label={label} load={load} /> };
    });
}

/**
 * Lets pages whose code could not be fetched be tried again. The router asks a lazy route once and keeps the failure, so
 * the failure has to be a page of its own.
 */
export function withLazyAgain(routes: readonly RouteObject[], label: string): RouteObject[] {
  return routes.map((route) => {
    const lazy = typeof route.lazy === 'function' ? { lazy: lazyAgain(route.lazy, label) } : {};
    if (route.index) return { ...route, ...lazy };
    return {
      ...route,
      ...lazy,
      ...(route.children ? { children: withLazyAgain(route.children, label) } : {}),
    };
  });
}
