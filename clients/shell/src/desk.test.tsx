import '@testing-library/jest-dom';
import { graph } from '@payloom/apollo-client/graph';
import { fakeSocketServer } from '@payloom/apollo-client/testing/fake-socket';
import { chooseLanguage } from '@payloom/i18n/region';
import type { RemoteEntry } from '@payloom/session/remote-entry';
import { session } from '@payloom/session/session';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { jest } from '@jest/globals';
import { act, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from './app.tsx';
import { loadSignedIn } from './layout/use-signed-in.ts';
import { turnShortcuts } from './keyboard/shortcut-choice.ts';
import { createRemoteRegistry } from './remotes/remote-registry.ts';
import { createShellRouter } from './routing/create-routes.tsx';
import { desk, listings, payments } from './testing/fake-desk.tsx';
import { signIn } from './testing/fake-remotes.tsx';

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
// jsdom draws nothing, so nothing scrolls.
Element.prototype.scrollIntoView = () => undefined;

const down = (): never => {
  throw new Error('It is down');
};

/** Opens the site. The remote of administration is down. */
async function visit(address: string, loadAdmin = async (): Promise<RemoteEntry> => down()) {
  globalThis.history.pushState(null, '', address);
  const registry = createRemoteRegistry({
    fetchList: async () => listings,
    loadEntry: async ({ name }) => (name === 'payments' ? payments : loadAdmin()),
  });
  void registry.start();
  const shown = render(<App registry={registry} router={createShellRouter(registry)} />);
  await act(() => Promise.all([registry.answering('/'), loadSignedIn()]));
  return { ...shown, user: userEvent.setup() };
}

const address = () => globalThis.location.pathname;
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const palette = () => screen.findByRole('dialog', { name: 'Find anything' });
const option = (name: RegExp) => screen.findByRole('option', { name });
const { card, find } = desk;

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  signIn('CUSTOMER');
});
afterEach(async () => {
  jest.restoreAllMocks();
  Object.assign(desk, { card, find });
  turnShortcuts(true);
  chooseLanguage('en');
  await act(() => session.signOut());
  await act(() => session.refresh());
});
afterAll(() => graph.close());

describe('the palette', () => {
  it('opens by Ctrl-K though somebody is typing, and leads to a page by the keyboard alone', async () => {
    const { user } = await visit('/payments');
    await user.type(await screen.findByRole('searchbox'), 'rent');
    await user.keyboard('{Control>}k{/Control}');
    expect(await palette()).toBeVisible();
    expect(screen.getByRole('combobox')).toHaveFocus();
    await user.keyboard('somebody{Enter}');
    await heading('Pay somebody');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('finds what the remotes find by the text', async () => {
    const { user } = await visit('/payments');
    await user.click(await screen.findByRole('button', { name: 'Find anything' }));
    await palette();
    await user.keyboard('rent');
    expect(await option(/November rent.*900/)).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{Enter}');
    await heading('One payment');
    expect(address()).toBe('/payments/7');
  });

  it('says that something could not be searched, and what can be done is still there', async () => {
    desk.find = async () => {
      throw new Error('inner detail');
    };
    const { user } = await visit('/payments');
    await user.keyboard('{Control>}k{/Control}');
    await palette();
    await user.keyboard('pay');
    expect(await screen.findByRole('alert')).toHaveTextContent('Payments could not be searched.');
    expect(await option(/Pay somebody/)).toBeVisible();
  });

  it('has no accessibility problem, and gives the focus back when it closes', async () => {
    const { user, baseElement } = await visit('/payments');
    const button = await screen.findByRole('button', { name: 'Find anything' });
    await user.click(button);
    await palette();
    expect(await accessibilityProblems(baseElement)).toEqual([]);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(button).toHaveFocus());
  });

  it('signs out', async () => {
    const { user } = await visit('/payments');
    await user.keyboard('{Control>}k{/Control}');
    await palette();
    await user.keyboard('sign out{Enter}');
    await waitFor(() => expect(address()).toBe('/sign-in'));
  });
});

describe('the keys', () => {
  it('lead to pages, one after the other', async () => {
    const { user } = await visit('/payments');
    await heading('Payments');
    await user.keyboard('n');
    await heading('Pay somebody');
    await user.keyboard('gp');
    await heading('Payments');
  });

  it('go from row to row and into the search', async () => {
    const { user } = await visit('/payments');
    await heading('Payments');
    await user.keyboard('jj');
    expect(screen.getByRole('link', { name: 'Second payment' })).toHaveFocus();
    await user.keyboard('k');
    expect(screen.getByRole('link', { name: 'First payment' })).toHaveFocus();
    await user.keyboard('/');
    expect(screen.getByRole('searchbox')).toHaveFocus();
    await user.keyboard('n');
    expect(screen.getByRole('searchbox')).toHaveValue('n');
    expect(address()).toBe('/payments');
    await user.keyboard('{Escape}j');
    expect(screen.getByRole('searchbox')).toHaveValue('n');
    expect(screen.getByRole('link', { name: 'First payment' })).toHaveFocus();
  });

  it('are listed, and can be turned off but for the one with Ctrl', async () => {
    const { user, baseElement } = await visit('/payments');
    await heading('Payments');
    await user.keyboard('?');
    const help = within(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' }));
    expect(help.getByText('Pay somebody')).toBeVisible();
    expect(await accessibilityProblems(baseElement)).toEqual([]);
    await user.click(help.getByRole('checkbox', { name: 'Single-key shortcuts' }));
    await user.keyboard('{Escape}');
    await user.keyboard('n');
    expect(address()).toBe('/payments');
    await user.keyboard('{Control>}k{/Control}');
    expect(await palette()).toBeVisible();
  });
});

describe('the dashboard', () => {
  it('is the page at the root, with the cards of the role in order', async () => {
    const { container } = await visit('/');
    await heading('Home');
    const first = await screen.findByText('Everything about money');
    const second = await screen.findByText('Stands second');
    expect(first.compareDocumentPosition(second)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(screen.queryByText('For vendors')).not.toBeInTheDocument();
    expect(document.title).toBe('Home · Payloom');
    const rail = within(screen.getByRole('navigation', { name: 'Main' }));
    expect(rail.getByRole('link', { name: 'Home' })).toHaveAttribute('aria-current', 'page');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('has a labelled gap where a remote is down', async () => {
    await visit('/');
    const gap = within(await screen.findByRole('region', { name: 'Administration' }));
    expect(gap.getByText('Administration is not available right now')).toBeVisible();
    expect(gap.getByRole('button', { name: 'Try again' })).toBeVisible();
  });

  it('does not wait for a remote that has no cards', async () => {
    await visit('/', () => new Promise(() => undefined));
    expect(await screen.findByText('Everything about money')).toBeVisible();
  });

  it('keeps a card that breaks out of the others, until it is tried again', async () => {
    desk.card = () => {
      throw new Error('inner detail');
    };
    const { user } = await visit('/');
    const gap = within(await screen.findByRole('region', { name: 'Money' }));
    expect(await screen.findByText('Stands second')).toBeVisible();
    expect(screen.queryByText(/inner detail/)).not.toBeInTheDocument();
    desk.card = card;
    await user.click(gap.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Everything about money')).toBeVisible();
  });

  it('speaks German', async () => {
    chooseLanguage('de');
    await visit('/');
    await heading('Übersicht');
    expect(screen.getByText('Verwaltung: zurzeit nicht verfügbar')).toBeVisible();
  });
});
