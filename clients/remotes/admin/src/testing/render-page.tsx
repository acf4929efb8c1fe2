import { ApolloLink } from '@apollo/client';
import { MockLink, MockSubscriptionLink } from '@apollo/client/testing';
import { MockedProvider } from '@apollo/client/testing/react';
import { createCache } from '@payloom/apollo-client/cache';
import { render, type RenderResult } from '@testing-library/react';
import { OperationTypeNode } from 'graphql';
import type { ReactNode } from 'react';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';

export interface ShownPage extends RenderResult {
  /** The address as it stands now. */
  address: () => string;
  /** Brings a live update. */
  push: (data: Record<string, unknown>) => void;
  /** Ends the live updates. */
  breakLive: () => void;
}

/** Shows a page at an address, with a graph that answers what the mocks, or a link, say and live updates on demand. */
export function renderPage(
  page: ReactNode,
  address: string,
  answers: MockLink.MockedResponse[] | ApolloLink,
): ShownPage {
  const live = new MockSubscriptionLink();
  const link = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    live,
    answers instanceof ApolloLink ? answers : new MockLink(answers, { showWarnings: false }),
  );
  const router = createMemoryRouter([{ path: '*', element: page }], { initialEntries: [address] });
  const shown = render(
    <MockedProvider link={link} cache={createCache()}>
      {/* As in the shell: a query that changes within a transition would be asked again without end. */}
      <RouterProvider router={router} useTransitions={false} />
    </MockedProvider>,
  );
  return {
    ...shown,
    address: () => router.state.location.pathname + router.state.location.search,
    push: (data) => live.simulateResult({ result: { data } }),
    breakLive: () => live.simulateResult({ error: new Error('lost') }),
  };
}
