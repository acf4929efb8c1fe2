import '@testing-library/jest-dom';
import { graph } from '@payloom/apollo-client/graph';
import { fakeSocketServer } from '@payloom/apollo-client/testing/fake-socket';
import { chooseLanguage } from '@payloom/i18n/region';
import { session } from '@payloom/session/session';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { jest } from '@jest/globals';
import { act, configure, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from './app.tsx';
import { loadSignedIn } from './layout/use-signed-in.ts';
import { createRemoteRegistry } from './remotes/remote-registry.ts';
import { createShellRouter } from './routing/create-routes.tsx';
import { broken, entries, fetchable, listings, signIn } from './testing/fake-remotes.tsx';

configure({ asyncUtilTimeout: 5_000 });

const answers: Record<string, unknown> = {
  RefreshSession: { refreshSession: { __typename: 'SessionExpired', message: 'Sign in again.' } },
  SignOut: { signOut: { __typename: 'SignedOut' } },
  ViewerName: { viewer: null },
};
Object.assign(globalThis, {
  WebSocket: fakeSocketServer().webSocket,
  scrollTo: () => undefined,
  fetch: async (_url: string, { body }: { body: string }) =>
    Response.json({ data: answers[Object.keys(answers).find((each) => body.includes(each)) ?? ''] }),
});

/** Opens the site. Of payments, something arrives that is not as it was released. */
async function visit(address: string, notLoaded?: string) {
  globalThis.history.pushState(null, '', address);
  const registry = createRemoteRegistry({
    fetchList: async () => listings,
    loadEntry: async ({ name }) => {
      const entry = entries[name];
      if (!entry || name === notLoaded) throw new Error(`${name} could not be loaded`);
      return entry;
    },
    isTampered: async ({ name }) => name === 'payments',
  });
  void registry.start();
  const shown = render(<App registry={registry} router={createShellRouter(registry)} />);
  await act(() => Promise.all([registry.answering('/'), loadSignedIn()]));
  return { ...shown, user: userEvent.setup() };
}

const heading = (name: string) => screen.findByRole('heading', { level: 1, name });

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  broken.value = true;
  fetchable.value = true;
});
afterEach(async () => {
  jest.restoreAllMocks();
  await act(() => session.signOut());
  await act(() => session.refresh());
});
afterAll(() => graph.close());

it('is said to be so where its pages would be, in German too', async () => {
  signIn('CUSTOMER');
  const { container } = await visit('/payments/7', 'payments');
  expect(await screen.findByText('Payments is not as it was released')).toBeVisible();
  expect(await accessibilityProblems(container)).toEqual([]);
  act(() => chooseLanguage('de'));
  expect(screen.getByText('Zahlungen ist nicht so, wie wir es veröffentlicht haben')).toBeVisible();
  act(() => chooseLanguage('en'));
});

it('is said to be so where a page of it would be, which is not asked for again when the network is back', async () => {
  signIn('CUSTOMER');
  fetchable.value = false;
  await visit('/payments/late');
  expect(await screen.findByText('Payments is not as it was released')).toBeVisible();
  fetchable.value = true;
  act(() => void globalThis.dispatchEvent(new Event('offline')));
  act(() => void globalThis.dispatchEvent(new Event('online')));
  await waitFor(() => expect(screen.queryByText(/Offline since/)).not.toBeInTheDocument());
  expect(screen.getByText('Payments is not as it was released')).toBeVisible();
});

it('is said to be so where a page of it has stopped, until it is tried again and works', async () => {
  signIn('CUSTOMER');
  const { user } = await visit('/payments/broken');
  expect(await screen.findByText('Payments is not as it was released')).toBeVisible();
  broken.value = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await heading('Mended');
});
