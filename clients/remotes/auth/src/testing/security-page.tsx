import { ApolloClient, ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { createCache } from '@payloom/apollo-client/cache';
import { Toaster } from '@payloom/ui-kit/toaster';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import entry from '../entry.tsx';

type Row = ReturnType<typeof row>;

/** A session of the list, on a device. */
export function row(
  id: string,
  device: { kind: string; browser: string | null; system: string | null },
  isCurrent = false,
) {
  return {
    __typename: 'UserSession',
    id,
    device: { __typename: 'SessionDevice', ...device },
    clientAddress: `192.0.2.${id.length}`,
    createdAt: '2026-03-01T12:00:00Z',
    lastUsedAt: new Date(Date.now() - 180_000).toISOString(),
    isCurrent,
  };
}

export const phone = row('phone', { kind: 'PHONE', browser: 'Safari', system: 'iOS' });
export const desk = row('desk', { kind: 'DESKTOP', browser: 'Firefox', system: 'Linux' }, true);
export const script = row('script', { kind: 'OTHER', browser: null, system: null });

export const userWith = (rows: readonly Row[], hasNextPage = false) => ({
  __typename: 'User',
  id: 'alice',
  sessions: {
    __typename: 'UserSessionConnection',
    edges: rows.map((node) => ({ __typename: 'UserSessionEdge', cursor: node.id, node })),
    pageInfo: {
      __typename: 'PageInfo',
      hasNextPage,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    },
  },
});
export const ended = (count: number, rows: readonly Row[]) => ({
  __typename: 'SessionsEnded',
  count,
  user: userWith(rows),
});

/** What stands on the page beside the sessions has tests of its own. */
const beside: Record<string, object> = {
  OwnTotp: { totpOn: false, recoveryCodesLeft: 0 },
  OwnPasskeyList: { passkeys: [] },
};

type Answers = Record<string, () => Record<string, unknown> | Promise<Record<string, unknown>>>;

/** Shows the page with a graph that answers each operation by name, and brings live updates. */
export async function visit(answers: Answers) {
  const sent: [string, unknown][] = [];
  const listeners = new Set<(data: Record<string, unknown>) => void>();
  const link = new ApolloLink(({ operationName = '', variables }) => {
    if (operationName === 'OwnSessionChanged')
      return new Observable((observer) => {
        const listener = (data: Record<string, unknown>) => observer.next({ data });
        listeners.add(listener);
        return () => listeners.delete(listener);
      });
    if (operationName in beside)
      return new Observable((observer) => {
        observer.next({ data: { viewer: { __typename: 'User', id: 'alice', ...beside[operationName] } } });
        observer.complete();
      });
    sent.push([operationName, variables]);
    return new Observable((observer) => {
      const answer =
        answers[operationName] ?? (() => Promise.reject(new Error(`No answer to ${operationName}`)));
      Promise.resolve()
        .then(answer)
        .then(
          (data) => {
            observer.next({ data });
            observer.complete();
          },
          (error: unknown) => observer.error(error),
        );
    });
  });
  const client = new ApolloClient({ cache: createCache(), link, devtools: { enabled: false } });
  const routes = [{ children: entry.routes, hydrateFallbackElement: <p>Loading</p> }];
  const router = createMemoryRouter(routes, { initialEntries: ['/security'] });
  const shown = render(
    <ApolloProvider client={client}>
      <RouterProvider router={router} />
      <Toaster />
    </ApolloProvider>,
  );
  await screen.findByRole('heading', { level: 1, name: 'Security' });
  const bring = (data: Record<string, unknown>) => act(() => listeners.forEach((listener) => listener(data)));
  return { ...shown, sent, bring, user: userEvent.setup() };
}

export const devices = () => screen.findByRole('list', { name: 'Your devices' });
export const listed = async () =>
  within(await devices())
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
export const press = (name: string) => screen.getByRole('button', { name });
export const list = (...rows: Row[]): Answers => ({ OpenSessionList: () => ({ viewer: userWith(rows) }) });
