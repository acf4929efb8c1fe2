import '@testing-library/jest-dom';
import { graph } from '@payloom/apollo-client/graph';
import { fakeSocketServer } from '@payloom/apollo-client/testing/fake-socket';
import { chooseLanguage, getRegion } from '@payloom/i18n/region';
import { session } from '@payloom/session/session';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { jest } from '@jest/globals';
import { act, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from './app.tsx';
import { loadSignedIn } from './layout/use-signed-in.ts';
import type { RemoteListing } from './remotes/remote-list.ts';
import { createRemoteRegistry } from './remotes/remote-registry.ts';
import { createShellRouter } from './routing/create-routes.tsx';
import { broken, entries, fetchable, listings, signIn } from './testing/fake-remotes.tsx';

configure({ asyncUtilTimeout: 5_000 });

const { webSocket } = fakeSocketServer();
/** Operations whose requests get lost. */
const unreachable = new Set<string>();
const alice = { __typename: 'User', id: 'alice', displayName: 'Alice Meyer', avatar: null, profile: null };
const answers: Record<string, unknown> = {
  RefreshSession: { refreshSession: { __typename: 'SessionExpired', reason: 'EXPIRED' } },
  SignOut: { signOut: { __typename: 'SignedOut' } },
  ViewerName: { viewer: alice },
};
Object.assign(globalThis, {
  WebSocket: webSocket,
  scrollTo: () => undefined,
  fetch: async (_url: string, { body }: { body: string }) => {
    const name = Object.keys(answers).find((each) => body.includes(each)) ?? '';
    if (unreachable.has(name)) throw new TypeError('Failed to fetch');
    return Response.json({ data: answers[name] });
  },
});

/** Opens the site at an address. Remotes in `down` cannot be loaded, as long as they are in it. */
async function visit(address: string, down = new Set<string>(), fetchList = async () => listings) {
  globalThis.history.pushState(null, '', address);
  const loadEntry = jest.fn(async ({ name }: RemoteListing) => {
    const entry = entries[name];
    if (!entry || down.has(name)) throw new Error(`${name} is down`);
    return entry;
  });
  const registry = createRemoteRegistry({ fetchList, loadEntry });
  void registry.start();
  const shown = render(<App registry={registry} router={createShellRouter(registry)} />);
  await act(() => Promise.all([registry.answering('/'), loadSignedIn()]));
  return { ...shown, loadEntry, user: userEvent.setup() };
}

const address = () => globalThis.location.pathname + globalThis.location.search;
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const rail = () => within(screen.getByRole('navigation', { name: 'Main' }));

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  broken.value = true;
  unreachable.clear();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await act(() => session.signOut());
  await act(() => session.refresh());
});
afterAll(() => graph.close());

// First of all, while it is not known yet who is signed in.
it('says that Payloom cannot be reached, and finds out who is signed in when it is tried again', async () => {
  unreachable.add('RefreshSession');
  const { user } = await visit('/wallet');
  await act(() => session.start());
  expect(await screen.findByText("Payloom can't be reached")).toBeVisible();
  unreachable.clear();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await heading('Sign in');
});

describe('a page of a remote', () => {
  it('stands in the shell, with the navigation of the viewer’s role in order', async () => {
    signIn('CUSTOMER');
    const { container } = await visit('/wallet');
    await heading('Wallet');
    const labels = rail()
      .getAllByRole('link')
      .map(({ textContent }) => textContent);
    expect(labels).toEqual(['Payloom', 'Wallet', 'Payments']);
    expect(rail().getByRole('link', { name: 'Wallet' })).toHaveAttribute('aria-current', 'page');
    expect(document.title).toBe('Wallet · Payloom');
    expect(document.body.dataset['remotePage']).toBe('payments');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('gets the focus and is read out when it is gone to', async () => {
    signIn('CUSTOMER');
    const { user } = await visit('/wallet');
    expect(document.body).toHaveFocus();
    await user.click(await screen.findByRole('link', { name: 'A payment' }));
    await heading('One payment');
    expect(screen.getByRole('main')).toHaveFocus();
    expect(await screen.findByText('Payment')).toHaveAttribute('aria-live', 'polite');
    expect(document.title).toBe('Payment · Payloom');
  });

  it('is the first of the navigation at the root', async () => {
    signIn('ADMIN');
    await visit('/');
    await heading('Users');
    expect(address()).toBe('/admin/users');
  });
});

describe('the language', () => {
  afterEach(() => act(() => chooseLanguage('en')));

  it('is German when somebody who is not signed in says so, and stays so', async () => {
    const { user } = await visit('/wallet');
    await heading('Sign in');
    await user.click(screen.getByRole('button', { name: 'Deutsch' }));
    expect(document.documentElement.lang).toBe('de');
    expect(screen.getByRole('button', { name: 'Darstellung: Wie das Gerät' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'English' }));
    expect(screen.getByRole('button', { name: 'Theme: System' })).toBeVisible();
  });

  it('is that of the profile for who is signed in, and is kept there', async () => {
    const profile = {
      __typename: 'Profile',
      id: 'alice',
      locale: 'de-CH',
      timeZone: 'Asia/Tokyo',
      theme: 'DARK',
      preferredCurrency: 'CHF',
    };
    answers['ViewerName'] = { viewer: { ...alice, profile } };
    answers['SaveLocale'] = { updateProfile: { ...profile, locale: 'en-CH' } };
    signIn('CUSTOMER');
    const { user } = await visit('/wallet');
    await user.click(await screen.findByRole('button', { name: 'Ihr Konto: Alice Meyer' }));
    expect(await screen.findByText('Kunde')).toBeVisible();
    expect(document.documentElement).toHaveClass('dark');
    await user.click(screen.getByRole('menuitem', { name: 'English' }));
    await screen.findByRole('button', { name: 'Your account: Alice Meyer' });
    expect(getRegion()).toEqual({ language: 'en', locale: 'en-CH', timeZone: 'Asia/Tokyo' });
    answers['ViewerName'] = { viewer: alice };
  });

  it('is shown, though it could not be kept', async () => {
    unreachable.add('SaveLocale');
    signIn('CUSTOMER');
    const { user } = await visit('/wallet');
    await user.click(await screen.findByRole('button', { name: 'Your account: Alice Meyer' }));
    await user.click(screen.getByRole('menuitem', { name: 'Deutsch' }));
    expect(
      await screen.findByText('Die Sprache konnte nicht in Ihrem Profil gespeichert werden'),
    ).toBeVisible();
  });
});

describe('who may see it', () => {
  it('asks to sign in, and goes on to the page that was asked for', async () => {
    const { user } = await visit('/payments/7?tab=ledger');
    await heading('Sign in');
    expect(address()).toBe('/sign-in?next=%2Fpayments%2F7%3Ftab%3Dledger');
    await user.click(screen.getByRole('button', { name: 'Sign in as Alice' }));
    await heading('One payment');
    expect(address()).toBe('/payments/7?tab=ledger');
  });

  it('tells a customer that an administrator’s page is not for their role', async () => {
    signIn('CUSTOMER');
    await visit('/admin/users/7');
    await heading('Not for your role');
    expect(document.title).toBe('Not for your role · Payloom');
    expect(screen.getByText(/alice@payloom.example/)).toBeVisible();
    expect(screen.queryByText('One user')).not.toBeInTheDocument();
  });

  it('has no sign-in page for somebody who is signed in', async () => {
    signIn('VENDOR');
    await visit('/sign-in?next=%2F%2Fevil.example%2Fwallet');
    await heading('Wallet');
    expect(address()).toBe('/wallet');
  });

  it('is nobody after a sign-out, and the next person is not sent to the page of the last', async () => {
    signIn('CUSTOMER');
    const { user } = await visit('/wallet');
    await user.click(await screen.findByRole('button', { name: 'Your account: Alice Meyer' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
    await heading('Sign in');
    expect(address()).toBe('/sign-in');
    expect(screen.queryByRole('navigation')).not.toBeInTheDocument();
  });

  it('is signed out here at once when the server cannot be told, and is told so', async () => {
    signIn('CUSTOMER');
    const { user } = await visit('/wallet');
    unreachable.add('SignOut');
    await user.click(await screen.findByRole('button', { name: 'Your account: Alice Meyer' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
    await waitFor(() => expect(screen.getByText('You are signed out in this browser')).toBeVisible());
    await heading('Sign in');
    unreachable.clear();
  });
});

describe('a remote that is down', () => {
  it('leaves a labelled gap, and comes when it is tried again', async () => {
    signIn('CUSTOMER');
    const down = new Set(['payments']);
    const { user, loadEntry } = await visit('/payments/7', down);
    expect(await screen.findByText('Payments is not available right now')).toBeVisible();
    const retry = within(screen.getByRole('alert')).getByRole('button', { name: 'Try again' });

    await user.click(retry);
    expect(await screen.findByText('Payments is not available right now')).toBeVisible();

    down.clear();
    await user.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Try again' }));
    await heading('One payment');
    expect(loadEntry.mock.calls.filter(([{ name }]) => name === 'payments')).toHaveLength(3);
  });

  it('harms no other, and can be tried again from the rail', async () => {
    signIn('ADMIN');
    const down = new Set(['payments']);
    const { user } = await visit('/', down);
    await heading('Users');
    expect(rail().getByText('Payments is not available')).toBeVisible();
    down.clear();
    await user.click(rail().getByRole('button', { name: 'Try Payments again' }));
    await user.click(await rail().findByRole('link', { name: 'Payments' }));
    await heading('Payments');
  });

  it('is the gap at the root when no other page is left', async () => {
    signIn('CUSTOMER');
    await visit('/', new Set(['payments']));
    expect(await screen.findByText('Payments is not available right now')).toBeVisible();
  });

  it('is all of them when their list cannot be read', async () => {
    signIn('CUSTOMER');
    const fetchList = jest.fn(async () => listings).mockRejectedValueOnce(new Error('no network'));
    const { user } = await visit('/wallet', new Set(), fetchList);
    await screen.findByText("Payloom's pages could not be loaded");
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await heading('Wallet');
  });
});

describe('what is not right', () => {
  it('is a page where no page is', async () => {
    signIn('CUSTOMER');
    await visit('/payments-of-old');
    await heading('Page not found');
    expect(document.title).toBe('Page not found · Payloom');
    expect(screen.getByRole('link', { name: 'Go to the start' })).toHaveAttribute('href', '/');
  });

  it('is a page that fails: the shell stays, no inner detail shows, and it can be tried again', async () => {
    signIn('CUSTOMER');
    const { user } = await visit('/payments/broken');
    await screen.findByText('This page of Payments has stopped working');
    expect(screen.queryByText(/inner detail/)).not.toBeInTheDocument();
    expect(rail().getByRole('link', { name: 'Wallet' })).toBeVisible();
    broken.value = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await heading('Mended');
  });

  it('is a page whose code cannot be fetched: it can be tried again, until it comes', async () => {
    signIn('CUSTOMER');
    fetchable.value = false;
    const { user } = await visit('/payments/late');
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('This page of Payments could not be loaded')).toBeVisible();
    fetchable.value = true;
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    await heading('Late');
  });

  it('is a lost connection: the light and the notice say so until it is back', async () => {
    signIn('CUSTOMER');
    await visit('/wallet');
    await waitFor(() => expect(screen.getByText('Live')).toBeVisible());
    act(() => void globalThis.dispatchEvent(new Event('offline')));
    expect(screen.getByText('Offline')).toBeVisible();
    expect(screen.getByText(/Offline since/)).toBeVisible();
    act(() => void globalThis.dispatchEvent(new Event('online')));
    await waitFor(() => expect(screen.getByText('Live')).toBeVisible());
    expect(screen.queryByText(/Offline since/)).not.toBeInTheDocument();
  });
});
