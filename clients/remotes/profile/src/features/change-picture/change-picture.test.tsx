import '@testing-library/jest-dom';
import type { MockLink } from '@apollo/client/testing';
import { MockedProvider } from '@apollo/client/testing/react';
import { createCache } from '@payloom/apollo-client/cache';
import { chooseLanguage } from '@payloom/i18n/region';
import { session } from '@payloom/session/session';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { Toaster } from '@payloom/ui-kit/toaster';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { OwnPictureDocument, RemoveAvatarDocument, type OwnPictureQuery } from './__generated__/picture.ts';
import { ChangePicture } from './change-picture.tsx';

type Avatar = NonNullable<NonNullable<OwnPictureQuery['viewer']>['avatar']>;

const avatar: Avatar = { __typename: 'Avatar', id: 'one', small: '/one-64.webp', large: '/one-256.webp' };

const loads = (shown: Avatar | null): MockLink.MockedResponse => ({
  request: { query: OwnPictureDocument },
  result: {
    data: {
      viewer: {
        __typename: 'User',
        id: 'alice',
        email: 'alice@payloom.example',
        displayName: 'Alice Meyer',
        avatar: shown,
      },
    },
  },
});

/** A request whose progress and end the test decides. */
class FakeRequest {
  static readonly all: FakeRequest[] = [];
  readonly upload = new EventTarget();
  readonly headers = new Map<string, string>();
  readonly #events = new EventTarget();
  url = '';
  status = 0;
  responseText = '';
  aborted = false;
  body: unknown;
  constructor() {
    FakeRequest.all.push(this);
  }
  open(method: string, url: string) {
    this.url = `${method} ${url}`;
  }
  setRequestHeader(name: string, value: string) {
    this.headers.set(name, value);
  }
  addEventListener(type: string, listener: () => void) {
    this.#events.addEventListener(type, listener);
  }
  send(body: unknown) {
    this.body = body;
  }
  abort() {
    this.aborted = true;
    this.#events.dispatchEvent(new Event('abort'));
  }
  progress(loaded: number, total: number) {
    this.upload.dispatchEvent(Object.assign(new Event('progress'), { loaded, total }));
  }
  end(status: number, body: object | string) {
    this.status = status;
    this.responseText = typeof body === 'string' ? body : JSON.stringify(body);
    this.#events.dispatchEvent(new Event(status === 0 ? 'error' : 'load'));
  }
}

Object.assign(globalThis, { XMLHttpRequest: FakeRequest });
Object.assign(URL, { createObjectURL: () => 'blob:chosen', revokeObjectURL: () => undefined });

beforeEach(() => {
  FakeRequest.all.length = 0;
  session.begin({
    accessToken: 'token',
    accessTokenExpiresAt: new Date(Date.now() + 600_000).toISOString(),
    viewer: { id: 'alice', email: 'alice@payloom.example', role: 'CUSTOMER' },
  });
});
afterEach(() => act(() => chooseLanguage('en')));

function show(...mocks: MockLink.MockedResponse[]) {
  const shown = render(
    <MockedProvider mocks={mocks} cache={createCache()}>
      <>
        <ChangePicture />
        <Toaster />
      </>
    </MockedProvider>,
  );
  return { ...shown, user: userEvent.setup() };
}

const file = (bytes = 10, type = 'image/png') => new File([new Uint8Array(bytes)], 'me.png', { type });

/** Chooses a file, which is so large as the browser says. */
async function choose(user: ReturnType<typeof userEvent.setup>, chosen = file(), width = 300, height = 200) {
  await user.upload(await screen.findByLabelText(/Choose a picture|Bild wählen|Change the picture/), chosen);
  const preview = await screen.findByRole('img');
  Object.defineProperties(preview, { naturalWidth: { value: width }, naturalHeight: { value: height } });
  fireEvent.load(preview);
}

/** The request for the picture, once it is under way. */
const sent = () => waitFor(() => FakeRequest.all.at(-1) ?? Promise.reject(new Error('nothing was sent')));

test('asks for a picture where there is none, without accessibility problems', async () => {
  const { container } = show(loads(null));
  expect(screen.getByRole('status')).toHaveTextContent('Loading your picture');
  expect(await screen.findByRole('heading', { name: 'Alice Meyer' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Choose a picture' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Remove it' })).not.toBeInTheDocument();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('shows the chosen picture, moved, sends it with its progress, and fetches what became of it', async () => {
  const { user } = show(loads(null), loads(avatar));
  await choose(user);
  fireEvent.change(screen.getByLabelText('Move it left or right'), { target: { value: '80' } });
  expect(screen.getByRole('img')).toHaveStyle({ objectPosition: '80% 80%' });
  expect(await accessibilityProblems(document.body)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Use this picture' }));
  const request = await sent();
  expect(request.url).toBe('POST /files/profile/avatar?focus=80');
  expect(request.headers.get('authorization')).toBe('Bearer token');
  act(() => request.progress(3, 4));
  expect(screen.getByRole('progressbar', { name: 'Sending the picture' })).toHaveValue(75);
  expect(screen.getByText('75% sent')).toBeVisible();
  act(() => request.progress(4, 4));
  expect(screen.getByText('Being prepared …')).toBeVisible();
  act(() => request.end(200, { __typename: 'AvatarChanged', avatarId: 'one' }));
  await waitFor(() => expect(screen.getByText('Your picture is changed')).toBeVisible());
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(await screen.findByRole('button', { name: 'Remove it' })).toBeVisible();
});

test('has nothing to move of a square one, and moves a tall one up and down', async () => {
  const { user } = show(loads(null));
  await choose(user, file(), 200, 200);
  expect(screen.queryByRole('slider')).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await choose(user, file(), 200, 300);
  expect(screen.getByLabelText('Move it up or down')).toBeVisible();
});

test.each([
  [415, { reason: 'UNSUPPORTED_TYPE' }, 'Choose a JPEG, PNG or WebP file'],
  [413, 'too large for the proxy', 'larger than 8 MB'],
  [422, { reason: 'TOO_MANY_PIXELS' }, 'more than 50 megapixels'],
  [422, { reason: 'TOO_SMALL' }, 'at least 64 by 64'],
  [422, { reason: 'UNREADABLE' }, 'damaged or not whole'],
  [409, { reason: 'NOT_READY' }, 'still being made'],
  [503, { reason: 'BUSY' }, 'Many pictures'],
  [401, { reason: 'TOKEN_EXPIRED' }, 'Your session has ended'],
  [500, { message: 'Something' }, 'Something went wrong on our side'],
  [502, '<html>', 'Something went wrong on our side'],
  [0, '', 'could not be reached'],
])(
  'says of the answer %p %p what it means, and keeps the picture to try again',
  async (status, body, words) => {
    const { user } = show(loads(null));
    await choose(user);
    await user.click(screen.getByRole('button', { name: 'Use this picture' }));
    const request = await sent();
    act(() => request.end(status, body));
    expect(await screen.findByRole('alert')).toHaveTextContent(words);
    expect(screen.getByRole('img')).toBeVisible();
  },
);

test('tells of a file that is too large, or that no browser can show, before anything is sent', async () => {
  const { user } = show(loads(null));
  await choose(user, file(9 * 1024 * 1024));
  expect(screen.getByRole('alert')).toHaveTextContent('larger than 8 MB');
  expect(screen.getByRole('button', { name: 'Use this picture' })).toBeDisabled();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await choose(user);
  fireEvent.error(screen.getByRole('img'));
  expect(screen.getByRole('alert')).toHaveTextContent('not a picture we can use');
  expect(FakeRequest.all).toEqual([]);
});

test('ends what is being sent when the dialog is closed', async () => {
  const { user } = show(loads(null));
  await choose(user);
  await user.click(screen.getByRole('button', { name: 'Use this picture' }));
  const request = await sent();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(request.aborted).toBe(true);
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

test('removes the picture', async () => {
  const removed = {
    __typename: 'Profile' as const,
    id: 'alice',
    user: { __typename: 'User' as const, id: 'alice', avatar: null },
  };
  const { user } = show(loads(avatar), {
    request: { query: RemoveAvatarDocument },
    result: { data: { removeAvatar: removed } },
  });
  await user.click(await screen.findByRole('button', { name: 'Remove it' }));
  await waitFor(() => expect(screen.getByText('Your picture is removed')).toBeVisible());
  expect(await screen.findByRole('button', { name: 'Choose a picture' })).toBeVisible();
});

test('says so when it was not removed, and when it could not be loaded', async () => {
  const lost = { request: { query: RemoveAvatarDocument }, error: new Error('lost') };
  const { user, unmount } = show(loads(avatar), lost);
  await user.click(await screen.findByRole('button', { name: 'Remove it' }));
  await waitFor(() => expect(screen.getByText('Your picture was not removed')).toBeVisible());
  unmount();
  show({ request: { query: OwnPictureDocument }, error: new Error('lost') }, loads(avatar));
  expect(await screen.findByRole('alert')).toHaveTextContent('Your picture could not be loaded.');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('button', { name: 'Change the picture' })).toBeVisible();
});

test('speaks German too', async () => {
  act(() => chooseLanguage('de'));
  const { user } = show(loads(null));
  await choose(user);
  expect(screen.getByRole('heading', { name: 'Ihr neues Bild' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Dieses Bild verwenden' }));
  const request = await sent();
  act(() => request.end(422, { reason: 'TOO_SMALL' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Das Bild ist zu klein.');
});
