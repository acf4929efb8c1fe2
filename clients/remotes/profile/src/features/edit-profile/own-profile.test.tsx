import '@testing-library/jest-dom';
import { ApolloLink } from '@apollo/client';
import { MockLink, MockSubscriptionLink } from '@apollo/client/testing';
import { MockedProvider } from '@apollo/client/testing/react';
import { createCache } from '@payloom/apollo-client/cache';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { OperationTypeNode } from 'graphql';
import { createMemoryRouter, Link } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import {
  OwnProfileDocument,
  UpdateProfileDocument,
  type EditableProfileFragment,
  type OwnProfileQuery,
  type UpdateProfileInput,
  type UpdateProfileMutation,
} from './__generated__/profile.ts';
import { OwnProfile } from './own-profile.tsx';

const alice: EditableProfileFragment = {
  __typename: 'Profile',
  id: 'alice',
  displayName: 'Alice Meyer',
  phone: '+41791234567',
  locale: 'en-GB',
  timeZone: 'Europe/Zurich',
  theme: 'SYSTEM',
  preferredCurrency: 'EUR',
  address: null,
  updatedAt: '2026-11-22T10:00:00.000Z',
};

function viewerWith(profile: EditableProfileFragment | null): OwnProfileQuery {
  return {
    viewer: {
      __typename: 'User',
      id: 'alice',
      email: 'alice@payloom.example',
      role: 'CUSTOMER',
      createdAt: '2026-11-01T10:00:00.000Z',
      profile,
    },
  };
}

const loads = (profile: EditableProfileFragment | null): MockLink.MockedResponse => ({
  request: { query: OwnProfileDocument },
  result: { data: viewerWith(profile) },
});

function saves(
  input: UpdateProfileInput,
  updateProfile: UpdateProfileMutation['updateProfile'],
): MockLink.MockedResponse {
  return {
    request: { query: UpdateProfileDocument, variables: { input } },
    result: { data: { updateProfile } },
    delay: 300,
  };
}

const saved = (profile: EditableProfileFragment): UpdateProfileMutation['updateProfile'] => ({
  ...profile,
  user: { __typename: 'User', id: 'alice', displayName: profile.displayName },
});

function show(...mocks: MockLink.MockedResponse[]) {
  const live = new MockSubscriptionLink();
  const isLive = ({ operationType }: ApolloLink.Operation) =>
    operationType === OperationTypeNode.SUBSCRIPTION;
  const cache = createCache();
  const router = createMemoryRouter([
    {
      path: '/',
      element: (
        <>
          <OwnProfile />
          <Link to="/wallet">Wallet</Link>
        </>
      ),
    },
    { path: '/wallet', element: <h1>Wallet</h1> },
  ]);
  const shown = render(
    <MockedProvider link={ApolloLink.split(isLive, live, new MockLink(mocks))} cache={cache}>
      <RouterProvider router={router} />
    </MockedProvider>,
  );
  const changeElsewhere = (profile: EditableProfileFragment) =>
    live.simulateResult({
      result: {
        data: {
          profileChanged: {
            __typename: 'ProfileChanged',
            cursor: '1',
            type: 'profile.profile.updated',
            at: profile.updatedAt,
            profile,
          },
        },
      },
    });
  /** What the rest of the page shows of it. */
  const nameElsewhere = () =>
    cache.readQuery({ query: OwnProfileDocument }, true)?.viewer?.profile?.displayName;
  return { ...shown, changeElsewhere, nameElsewhere };
}

const field = (name: string): Promise<HTMLElement> => screen.findByLabelText(name);

test('shows the profile, after a skeleton, without accessibility problems', async () => {
  const { container } = show(loads(alice));
  expect(screen.getByRole('status')).toHaveTextContent('Loading your profile');
  expect(await field('Display name')).toHaveValue('Alice Meyer');
  expect(screen.getByLabelText('Phone')).toHaveValue('+41791234567');
  expect(screen.getByLabelText('Language and region')).toHaveDisplayValue('English (United Kingdom)');
  expect(screen.getByLabelText('Time zone')).toHaveDisplayValue('Zurich');
  expect(screen.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('sends only what was changed, shows it at once and says when it is saved', async () => {
  const user = userEvent.setup();
  const changed = { ...alice, displayName: 'Alice M.', updatedAt: '2026-11-22T11:00:00.000Z' };
  const { nameElsewhere } = show(loads(alice), saves({ displayName: 'Alice M.' }, saved(changed)));
  await user.clear(await field('Display name'));
  await user.type(screen.getByLabelText('Display name'), '  Alice M. ');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  await waitFor(() => expect(nameElsewhere()).toBe('Alice M.'));
  expect(screen.getByRole('button', { name: 'Save changes' })).toHaveAttribute('aria-busy', 'true');
  expect(await screen.findByText('Saved')).toBeInTheDocument();
  expect(screen.getByLabelText('Display name')).toHaveValue('Alice M.');
  await user.type(screen.getByLabelText('Display name'), 'x');
  expect(screen.queryByText('Saved')).not.toBeInTheDocument();
});

test('takes the number away when it is emptied, and another zone with it', async () => {
  const user = userEvent.setup();
  const changed = { ...alice, phone: null, timeZone: 'Asia/Tokyo' };
  show(loads(alice), saves({ phone: null, timeZone: 'Asia/Tokyo' }, saved(changed)));
  await user.clear(await field('Phone'));
  await user.selectOptions(screen.getByLabelText('Time zone'), 'Tokyo');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('Saved')).toBeInTheDocument();
});

test('asks for what is missing or wrong before it sends anything', async () => {
  const user = userEvent.setup();
  show(loads(alice));
  await user.clear(await field('Display name'));
  await user.clear(screen.getByLabelText('Phone'));
  await user.type(screen.getByLabelText('Phone'), '079 123');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('Enter the name others see.')).toBeInTheDocument();
  expect(screen.getByLabelText('Display name')).toBeInvalid();
  expect(screen.getByLabelText('Display name')).toHaveFocus();
  expect(screen.getByText(/with its country code, such as/)).toBeInTheDocument();
});

test('puts what the server refuses at its field and takes the change back elsewhere', async () => {
  const user = userEvent.setup();
  const problem: UpdateProfileMutation['updateProfile'] = {
    __typename: 'InvalidInput',
    message: 'Some of it cannot be used.',
    fields: [{ __typename: 'InvalidField', name: 'displayName', message: 'That name is reserved.' }],
  };
  const { nameElsewhere } = show(loads(alice), saves({ displayName: 'Payloom' }, problem));
  await user.clear(await field('Display name'));
  await user.type(screen.getByLabelText('Display name'), 'Payloom');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('That name is reserved.')).toBeInTheDocument();
  expect(screen.getByLabelText('Display name')).toHaveValue('Payloom');
  expect(nameElsewhere()).toBe('Alice Meyer');
  expect(screen.queryByText('Saved')).not.toBeInTheDocument();
});

test('says what happened when the server cannot be reached, and keeps what was typed', async () => {
  const user = userEvent.setup();
  const lost = {
    request: { query: UpdateProfileDocument, variables: { input: { displayName: 'Ada' } } },
    error: new Error('lost'),
  };
  show(loads(alice), lost);
  await user.clear(await field('Display name'));
  await user.type(screen.getByLabelText('Display name'), 'Ada');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText(/could not be reached/)).toBeInTheDocument();
  expect(screen.getByLabelText('Display name')).toHaveValue('Ada');
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  expect(screen.getByLabelText('Display name')).toHaveValue('Alice Meyer');
});

test('waits for a profile that is being made', async () => {
  show(loads(null), loads(alice));
  expect(await screen.findByText('Your profile is being made')).toBeInTheDocument();
  await waitFor(() => expect(screen.getByLabelText('Display name')).toHaveValue('Alice Meyer'), {
    timeout: 3_000,
  });
});

test('tries again after a failure', async () => {
  const user = userEvent.setup();
  show({ request: { query: OwnProfileDocument }, error: new Error('lost') }, loads(alice));
  expect(await screen.findByRole('alert')).toHaveTextContent('Your profile could not be loaded.');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await field('Display name')).toHaveValue('Alice Meyer');
});

const address = {
  __typename: 'PostalAddress' as const,
  country: 'CH',
  line1: 'Bahnhofstrasse 1',
  line2: null,
  postalCode: '8001',
  city: 'Zürich',
  region: null,
};

test('asks for the parts of an address that are missing, and keeps one that is whole', async () => {
  const user = userEvent.setup();
  const { __typename, ...input } = address;
  show(loads(alice), saves({ theme: 'DARK', address: input }, saved({ ...alice, theme: 'DARK', address })));
  await user.type(await field('Town'), 'Zürich');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('Enter the street and number.')).toBeInTheDocument();
  expect(screen.getByText('Choose a country.')).toBeInTheDocument();
  await user.type(screen.getByLabelText('Street and number'), 'Bahnhofstrasse 1');
  await user.type(screen.getByLabelText('Postal code'), '8001');
  await user.selectOptions(screen.getByLabelText('Country'), 'Switzerland');
  await user.selectOptions(screen.getByLabelText('Theme'), 'Dark');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('Saved')).toBeInTheDocument();
});

test('puts what the server says of a postal code at its field, and removes an address that is emptied', async () => {
  const user = userEvent.setup();
  const { __typename, ...input } = address;
  const problem: UpdateProfileMutation['updateProfile'] = {
    __typename: 'InvalidInput',
    message: 'Please check.',
    fields: [
      { __typename: 'InvalidField', name: 'address.postalCode', message: 'Enter a postal code of CH.' },
    ],
  };
  show(
    loads({ ...alice, address }),
    saves({ address: { ...input, postalCode: '1' } }, problem),
    saves({ address: null }, saved(alice)),
  );
  await user.clear(await field('Postal code'));
  await user.type(screen.getByLabelText('Postal code'), '1');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('Enter a postal code of CH.')).toBeInTheDocument();
  for (const name of ['Street and number', 'Postal code', 'Town'])
    await user.clear(screen.getByLabelText(name));
  await user.selectOptions(screen.getByLabelText('Country'), 'None');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('Saved')).toBeInTheDocument();
});

test('follows what is changed elsewhere, and keeps and tells of what is being edited', async () => {
  const user = userEvent.setup();
  const { changeElsewhere } = show(loads(alice));
  await field('Phone');
  act(() => changeElsewhere({ ...alice, phone: '+41000000000' }));
  await waitFor(() => expect(screen.getByLabelText('Phone')).toHaveValue('+41000000000'));
  expect(screen.queryByText(/changed elsewhere/)).not.toBeInTheDocument();

  await user.type(screen.getByLabelText('Display name'), '!');
  act(() => changeElsewhere({ ...alice, displayName: 'Alice of the phone', timeZone: 'Asia/Tokyo' }));
  expect(await screen.findByText(/changed elsewhere meanwhile/)).toBeInTheDocument();
  expect(screen.getByLabelText('Display name')).toHaveValue('Alice Meyer!');
  expect(screen.getByLabelText('Time zone')).toHaveDisplayValue('Tokyo');
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  expect(screen.getByLabelText('Display name')).toHaveValue('Alice of the phone');
  expect(screen.queryByText(/changed elsewhere/)).not.toBeInTheDocument();
});

test('asks before it is left with something unsaved', async () => {
  const user = userEvent.setup();
  show(loads(alice));
  await user.type(await field('Display name'), '!');
  await user.click(screen.getByRole('link', { name: 'Wallet' }));
  expect(await screen.findByRole('dialog', { name: 'Leave without saving?' })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Stay' }));
  expect(screen.getByLabelText('Display name')).toHaveValue('Alice Meyer!');
  const close = new Event('beforeunload', { cancelable: true });
  globalThis.dispatchEvent(close);
  expect(close.defaultPrevented).toBe(true);
  await user.click(screen.getByRole('link', { name: 'Wallet' }));
  await user.click(await screen.findByRole('button', { name: 'Leave' }));
  expect(await screen.findByRole('heading', { name: 'Wallet' })).toBeInTheDocument();
});
