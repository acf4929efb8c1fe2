import '@testing-library/jest-dom';
import type { MockLink } from '@apollo/client/testing';
import { MockedProvider } from '@apollo/client/testing/react';
import { createCache } from '@payloom/apollo-client/cache';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
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
  return render(
    <MockedProvider mocks={mocks} cache={createCache()}>
      <OwnProfile />
    </MockedProvider>,
  );
}

const field = (name: string): Promise<HTMLElement> => screen.findByLabelText(name);

test('shows the profile, after a skeleton, without accessibility problems', async () => {
  const { container } = show(loads(alice));
  expect(screen.getByRole('status')).toHaveTextContent('Loading your profile');
  expect(await field('Display name')).toHaveValue('Alice Meyer');
  expect(screen.getByText('alice@payloom.example')).toBeInTheDocument();
  expect(screen.getByLabelText('Phone')).toHaveValue('+41791234567');
  expect(screen.getByLabelText('Language and region')).toHaveDisplayValue('English (United Kingdom)');
  expect(screen.getByLabelText('Time zone')).toHaveDisplayValue('Zurich');
  expect(screen.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('sends only what was changed, shows it at once and says when it is saved', async () => {
  const user = userEvent.setup();
  const changed = { ...alice, displayName: 'Alice M.', updatedAt: '2026-11-22T11:00:00.000Z' };
  show(loads(alice), saves({ displayName: 'Alice M.' }, saved(changed)));
  await user.clear(await field('Display name'));
  await user.type(screen.getByLabelText('Display name'), '  Alice M. ');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByRole('heading', { name: 'Alice M.' })).toBeInTheDocument();
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
  show(loads(alice), saves({ displayName: 'Payloom' }, problem));
  await user.clear(await field('Display name'));
  await user.type(screen.getByLabelText('Display name'), 'Payloom');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('That name is reserved.')).toBeInTheDocument();
  expect(screen.getByLabelText('Display name')).toHaveValue('Payloom');
  expect(screen.getByRole('heading', { name: 'Alice Meyer' })).toBeInTheDocument();
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
