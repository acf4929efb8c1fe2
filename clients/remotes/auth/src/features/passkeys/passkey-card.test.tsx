import '@testing-library/jest-dom';
import { MockLink } from '@apollo/client/testing';
import { MockedProvider } from '@apollo/client/testing/react';
import { createCache } from '@payloom/apollo-client/cache';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { Toaster } from '@payloom/ui-kit/toaster';
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  BeginPasskeySetupDocument,
  OwnPasskeyListDocument,
  RemovePasskeyDocument,
  RenamePasskeyDocument,
} from './__generated__/passkeys.ts';
import { PasskeyCard } from './passkey-card.tsx';

configure({ asyncUtilTimeout: 5_000 });

const passkey = (id: string, name: string, changes: object = {}) => ({
  __typename: 'Passkey',
  id,
  name,
  createdAt: '2026-03-01T12:00:00Z',
  lastUsedAt: null,
  isBackedUp: false,
  ...changes,
});
const phone = passkey('p1', 'Safari, iOS', { isBackedUp: true, lastUsedAt: new Date().toISOString() });
const key = passkey('p2', 'Key ring');
const alice = (...passkeys: object[]) => ({ __typename: 'User', id: 'alice', passkeys });
const own = (...passkeys: object[]) => ({
  request: { query: OwnPasskeyListDocument },
  result: { data: { viewer: alice(...passkeys) } },
});
const removed = (removePasskey: object) => ({
  request: { query: RemovePasskeyDocument, variables: { id: 'p2' } },
  result: { data: { removePasskey } },
});

function show(...mocks: MockLink.MockedResponse[]) {
  const shown = render(
    <MockedProvider link={new MockLink(mocks, { showWarnings: false })} cache={createCache()}>
      <>
        <PasskeyCard />
        <Toaster />
      </>
    </MockedProvider>,
  );
  return { ...shown, user: userEvent.setup() };
}
const press = (name: string) => screen.findByRole('button', { name });
const rows = async () =>
  within(await screen.findByRole('list', { name: 'Your passkeys' })).getAllByRole('listitem');

/** What jsdom lacks: a browser that knows passkeys, and one who says no. */
function browserThatRefuses() {
  Object.assign(globalThis, { PublicKeyCredential: function PublicKeyCredential() {} });
  Object.assign(navigator, {
    credentials: { create: () => Promise.reject(new DOMException('No.', 'NotAllowedError')) },
  });
}

describe('passkeys', () => {
  afterEach(() => void Reflect.deleteProperty(globalThis, 'PublicKeyCredential'));

  it('are listed with their names and when they were added and used', async () => {
    const { container } = show(own(phone, key));
    const [first, second] = await rows();
    expect(first).toHaveTextContent(/Safari, iOS.*On several devices.*added.*last used/);
    expect(second).toHaveTextContent(/Key ring.*not used yet/);
    expect(second).not.toHaveTextContent('On several devices');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('say that there is none, and that a browser has none', async () => {
    show(own());
    expect(await screen.findByText('No passkey yet.')).toBeVisible();
    expect(screen.getByText('This browser has no passkeys.')).toBeVisible();
  });

  it('are not added when their owner says no, and another try may be made', async () => {
    browserThatRefuses();
    const beginPasskeySetup = {
      __typename: 'PasskeySetup',
      challenge: 'AAAA',
      rpId: 'localhost',
      timeoutMs: 1_000,
      userHandle: 'AAAA',
      userName: 'alice@example.com',
      algorithms: [-7],
      existing: [],
    };
    const begun = { request: { query: BeginPasskeySetupDocument }, result: { data: { beginPasskeySetup } } };
    const page = show(own(), begun);
    await page.user.click(await press('Add a passkey'));
    expect(await screen.findByRole('alert')).toHaveTextContent('It was not made on this device.');
    expect(await press('Add a passkey')).toBeEnabled();
  });

  it.each([
    ['StepUpRequired', 'You did not confirm that it is you.'],
    ['TooManyPasskeys', 'You have as many as an account can have.'],
  ])('are not added when the graph will not have one (%s)', async (__typename, sentence) => {
    browserThatRefuses();
    const result = { data: { beginPasskeySetup: { __typename, message: 'No.' } } };
    const page = show(own(), { request: { query: BeginPasskeySetupDocument }, result });
    await page.user.click(await press('Add a passkey'));
    expect(await screen.findByRole('alert')).toHaveTextContent(sentence);
  });

  it('get another name, and none that is empty', async () => {
    const renamed = {
      request: { query: RenamePasskeyDocument, variables: { input: { id: 'p2', name: 'Blue key' } } },
      result: {
        data: { renamePasskey: { __typename: 'PasskeyRenamed', passkey: { ...key, name: 'Blue key' } } },
      },
    };
    const page = show(own(key), renamed);
    await page.user.click(await press('Rename Key ring'));
    const dialog = within(await screen.findByRole('dialog', { name: 'Rename the passkey' }));
    const name = dialog.getByLabelText('Name');
    expect(await accessibilityProblems(document.body)).toEqual([]);
    await page.user.clear(name);
    await page.user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText('Enter a name of 1 to 60 characters.')).toBeVisible();
    await page.user.type(name, 'Blue key');
    await page.user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect((await rows())[0]).toHaveTextContent('Blue key');
  });

  it.each([
    ['', removed({ __typename: 'PasskeyRemoved', user: alice(phone) })],
    [', also where another tab was first', removed({ __typename: 'PasskeyNotFound', message: 'Gone.' })],
  ])('are removed after a question%s', async (_where, answer) => {
    const page = show(own(phone, key), answer);
    await page.user.click(await press('Remove Key ring'));
    const dialog = within(await screen.findByRole('dialog', { name: 'Remove Key ring?' }));
    await page.user.click(dialog.getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(screen.getByText('Passkey removed')).toBeVisible());
    await waitFor(async () => expect(await rows()).toHaveLength(1));
  });

  it('stay when their owner will not show that it is them', async () => {
    const page = show(own(key), removed({ __typename: 'StepUpRequired', message: 'Show it.' }));
    await page.user.click(await press('Remove Key ring'));
    await page.user.click(await press('Remove'));
    expect(await screen.findByText('The passkey was not removed')).toBeVisible();
    expect(await rows()).toHaveLength(1);
  });

  it('say so when they could not be loaded, and are asked for again', async () => {
    const page = show({ request: { query: OwnPasskeyListDocument }, error: new Error('lost') }, own(key));
    expect(await screen.findByText('Your passkeys could not be loaded')).toBeVisible();
    await page.user.click(await press('Try again'));
    expect(await rows()).toHaveLength(1);
  });
});
