import { ApolloProvider } from '@apollo/client/react';
import { graph } from '@payloom/apollo-client/graph';
import { useNetworkOf } from '@payloom/apollo-client/network';
import { NetworkProvider } from '@payloom/ui-kit/network';
import { useState } from 'react';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import type { RemoteRegistry } from './remotes/remote-registry.ts';
import { RemoteRegistryContext } from './remotes/use-remotes.ts';
import { addRemoteRoutes, createRoutes } from './routing/create-routes.tsx';

/** The host: the graph, the remotes and the router around every page. */
export function App({ registry }: { registry: RemoteRegistry }) {
  const { away } = useNetworkOf(graph.network);
  const [router] = useState(() =>
    createBrowserRouter(createRoutes(), { patchRoutesOnNavigation: addRemoteRoutes(registry) }),
  );
  return (
    <ApolloProvider client={graph.client}>
      <RemoteRegistryContext value={registry}>
        <NetworkProvider away={away} shownSince={graph.shownSince}>
          {/* A transition renders the new address while queries still answer for the old one, and the two never agree. */}
          <RouterProvider router={router} useTransitions={false} />
        </NetworkProvider>
      </RemoteRegistryContext>
    </ApolloProvider>
  );
}
