import { ApolloProvider } from '@apollo/client/react';
import type { Role } from '@payloom/session/viewer';
import { channel, session } from '@payloom/session/session';
import { act, configure, render, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import entry from '../entry.tsx';
import type { TestGraph } from './test-graph.ts';

// A page's code is fetched when it is first shown, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 5_000 });

// An open channel would keep the test process alive.
afterAll(() => channel.close());

function beginAs(role: Role): void {
  session.begin({
    accessToken: 'token',
    accessTokenExpiresAt: new Date(Date.now() + 600_000).toISOString(),
    viewer: { id: 'alice', email: 'alice@payloom.example', role },
  });
}

export interface ShownRemote extends RenderResult {
  user: UserEvent;
  /** Where the router is: path and search. */
  address: () => string;
  goTo: (address: string) => Promise<void>;
}

/** Shows the whole remote at an address, as the shell would, to Alice, somebody of another role, or nobody. */
export function showRemote(
  address: string,
  graph: TestGraph,
  role: Role | 'NOBODY' = 'CUSTOMER',
): ShownRemote {
  if (role !== 'NOBODY') beginAs(role);

  const routes = [{ children: entry.routes, hydrateFallbackElement: <p>Loading</p> }];
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  const shown = render(
    <ApolloProvider client={graph.client}>
      <RouterProvider router={router} useTransitions={false} />
    </ApolloProvider>,
  );
  return {
    ...shown,
    user: userEvent.setup(),
    address: () => router.state.location.pathname + router.state.location.search,
    goTo: (next) => act(() => router.navigate(next)),
  };
}
