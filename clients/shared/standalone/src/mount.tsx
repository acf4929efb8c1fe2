import { ApolloProvider } from '@apollo/client/react';
import { graph } from '@payloom/apollo-client/graph';
import { useNetworkOf } from '@payloom/apollo-client/network';
import { startRegion } from '@payloom/i18n/region';
import type { RemoteEntry } from '@payloom/session/remote-entry';
import { session } from '@payloom/session/session';
import { NetworkProvider } from '@payloom/ui-kit/network';
import { startTheme } from '@payloom/ui-kit/theme';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, Navigate } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { StandaloneLayout } from './standalone-layout.tsx';
import { useWords } from './words.ts';
import './standalone.css';

function Page({ router }: { router: ReturnType<typeof createBrowserRouter> }) {
  const { away } = useNetworkOf(graph.network);
  return (
    <NetworkProvider away={away} shownSince={graph.shownSince}>
      <RouterProvider router={router} useTransitions={false} />
    </NetworkProvider>
  );
}

/**
 * Runs one remote alone, at its own address: its pages, its navigation, and the graph. There is no shell around it, and
 * who is signed in at the shell's address is signed in here. Returns how to take it off again.
 */
export function mountStandalone(entry: RemoteEntry): () => void {
  const container = document.getElementById('root');
  if (!container) throw new Error('The page has no element with the id "root".');
  const stopRegion = startRegion();
  const stopTheme = startTheme();
  document.body.dataset['remotePage'] = entry.name;
  void session.start();
  const first = entry.navigation[0]?.to ?? entry.routes.find(({ path }) => path)?.path ?? '/';
  const router = createBrowserRouter([
    {
      element: <StandaloneLayout entry={entry} />,
      hydrateFallbackElement: <p>{useWords.now()('loading')}</p>,
      children: [...entry.routes, { path: '*', element: <Navigate to={first} replace /> }],
    },
  ]);
  const root = createRoot(container);
  root.render(
    <StrictMode>
      <ApolloProvider client={graph.client}>
        <Page router={router} />
      </ApolloProvider>
    </StrictMode>,
  );
  return () => {
    root.unmount();
    router.dispose();
    stopTheme();
    stopRegion();
  };
}
