import '@testing-library/jest-dom';
import type { MockLink } from '@apollo/client/testing';
import { MockedProvider } from '@apollo/client/testing/react';
import { createCache } from '@payloom/apollo-client/cache';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { toast, Toaster } from '@payloom/ui-kit/toaster';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ChooseNotificationsDocument,
  NotificationChoicesDocument,
  type ProfileChoicesFragment,
} from './__generated__/choices.ts';
import { ChooseNotifications } from './choose-notifications.tsx';

const choices = (receivedInApp: boolean, receivedByEmail = true): ProfileChoicesFragment => ({
  __typename: 'Profile',
  id: 'alice',
  notificationChoices: [
    {
      __typename: 'NotificationChoice',
      kind: 'PAYMENT_RECEIVED',
      inApp: receivedInApp,
      byEmail: receivedByEmail,
      canBeTurnedOff: true,
    },
    {
      __typename: 'NotificationChoice',
      kind: 'PASSWORD_CHANGED',
      inApp: true,
      byEmail: true,
      canBeTurnedOff: false,
    },
  ],
});

const loads = (profile: ProfileChoicesFragment | null): MockLink.MockedResponse => ({
  request: { query: NotificationChoicesDocument },
  result: { data: { viewer: { __typename: 'User', id: 'alice', profile } } },
});
type Answer = Pick<MockLink.MockedResponse, 'result' | 'error'>;
const chooses = (answer: Answer, channel = 'inApp'): MockLink.MockedResponse => ({
  request: {
    query: ChooseNotificationsDocument,
    variables: { choices: [{ kind: 'PAYMENT_RECEIVED', [channel]: false }] },
  },
  delay: 50,
  ...answer,
});

function show(...mocks: MockLink.MockedResponse[]) {
  const shown = render(
    <MockedProvider mocks={mocks} cache={createCache()}>
      <>
        <ChooseNotifications />
        <Toaster />
      </>
    </MockedProvider>,
  );
  return { ...shown, user: userEvent.setup() };
}
afterEach(() => act(() => toast.dismiss()));

const received = (channel = 'In the app') =>
  screen.findByRole('checkbox', { name: `Somebody paid me: ${channel}` });

test('offers each kind, but for what is always told, without accessibility problems', async () => {
  const { container } = show(loads(choices(true)));
  expect(screen.getByRole('status')).toHaveTextContent('Loading your choices');
  expect(await received()).toBeChecked();
  for (const channel of ['In the app', 'By email']) {
    const always = screen.getByRole('checkbox', { name: `My password was changed: ${channel}` });
    expect(always).toBeDisabled();
    expect(always).toHaveAccessibleDescription(/Always told/);
  }
  expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
    'What happens',
    'In the app',
    'By email',
  ]);
  expect(screen.getByRole('rowheader', { name: 'Somebody paid me' })).toBeVisible();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('turns a kind off at once', async () => {
  const { user } = show(
    loads(choices(true)),
    chooses({ result: { data: { chooseNotifications: choices(false) } } }),
  );
  await user.click(await received());
  expect(await received()).not.toBeChecked();
});

test('turns the mails of a kind off, and not what stands in the app', async () => {
  const { user } = show(
    loads(choices(true)),
    chooses({ result: { data: { chooseNotifications: choices(true, false) } } }, 'byEmail'),
  );
  await user.click(await received('By email'));
  expect(await received('By email')).not.toBeChecked();
  expect(await received()).toBeChecked();
});

test.each<[string, Answer]>([
  ['lost', { error: new Error('lost') }],
  ['refused', { result: { data: { chooseNotifications: { __typename: 'InvalidInput', message: 'No.' } } } }],
])('takes it back when it is %s, and says so', async (_how, answer) => {
  const { user } = show(loads(choices(true)), chooses(answer));
  await user.click(await received());
  expect(await screen.findByText('The choice was not kept')).toBeInTheDocument();
  await waitFor(async () => expect(await received()).toBeChecked());
  expect(screen.getByText('Not kept')).toBeInTheDocument();
});

test('is tried again on demand', async () => {
  const { user } = show(
    loads(choices(true)),
    chooses({ error: new Error('lost') }),
    chooses({ result: { data: { chooseNotifications: choices(false) } } }),
  );
  await user.click(await received());
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  await waitFor(async () => expect(await received()).not.toBeChecked());
  expect(screen.queryByText('Not kept')).not.toBeInTheDocument();
});

test('can be tried again when there is no profile yet, or it could not be had', async () => {
  const lost = { request: { query: NotificationChoicesDocument }, error: new Error('lost') };
  const { user } = show(lost, loads(null), loads(choices(true)));
  expect(await screen.findByRole('alert')).toHaveTextContent('Your choices could not be loaded.');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('still being made'));
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await received()).toBeChecked();
});
