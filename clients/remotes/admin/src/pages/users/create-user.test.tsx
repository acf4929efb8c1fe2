import '@testing-library/jest-dom';
import type { MockLink } from '@apollo/client/testing';
import { chooseLanguage } from '@payloom/i18n/region';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { toast, Toaster } from '@payloom/ui-kit/toaster';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import entry from '../../entry.tsx';
import {
  CreateUserDocument,
  type CreateUserMutation,
} from '../../features/create-user/__generated__/create-user.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { alice, asks, page } from '../../testing/users.ts';
import { UsersPage } from './users-page.tsx';

const carol = { ...alice, id: 'u3', email: 'carol@payloom.example', displayName: null, wallet: null };
const input = {
  email: 'carol@payloom.example',
  displayName: 'Carol Frei',
  role: 'VENDOR',
  language: 'de',
  reason: 'Opens a shop.',
};
const created: CreateUserMutation['createUser'] = {
  __typename: 'UserCreated',
  user: { __typename: 'User', id: 'u3', email: 'carol@payloom.example' },
};
const request = { query: CreateUserDocument, variables: { input } };
const answers = (createUser: CreateUserMutation['createUser']): MockLink.MockedResponse => ({
  request,
  result: { data: { createUser } },
});
const everybody = { request: asks(null), result: { data: page([alice]) } };

function showPage(mocks: MockLink.MockedResponse[], address = '/admin/users') {
  const shown = (
    <>
      <UsersPage />
      <Toaster />
    </>
  );
  return { user: userEvent.setup(), ...renderPage(shown, address, [everybody, ...mocks]) };
}

/** The dialog, with everything filled in but the reason. */
async function fillIn(mocks: MockLink.MockedResponse[]) {
  const shown = showPage(mocks);
  await screen.findByRole('row', { name: /Alice Meyer/ });
  await shown.user.click(screen.getByRole('button', { name: 'Create user' }));
  const form = within(await screen.findByRole('dialog', { name: 'Create a user' }));
  await shown.user.type(form.getByRole('textbox', { name: 'Email' }), ' carol@payloom.example');
  await shown.user.type(form.getByRole('textbox', { name: 'Name' }), 'Carol Frei');
  await shown.user.selectOptions(form.getByRole('combobox', { name: 'Role' }), 'Vendor');
  await shown.user.selectOptions(form.getByRole('combobox', { name: 'Language of the emails' }), 'Deutsch');
  const send = async (reason = 'Opens a shop.'): Promise<void> => {
    if (reason) await shown.user.type(form.getByRole('textbox', { name: 'Reason' }), reason);
    await shown.user.click(form.getByRole('button', { name: 'Create and invite' }));
  };
  return { ...shown, form, send };
}

const tells = (action: string, id: string) => ({
  auditEntryAdded: {
    __typename: 'AuditEntryAdded',
    cursor: id,
    type: 'admin.audit-entry.added',
    at: alice.createdAt,
    auditEntry: { __typename: 'AuditEntry', id, action },
  },
});

afterEach(() => {
  act(() => chooseLanguage('en'));
  toast.dismiss();
});

test('invites somebody, says that the mail is on its way, and shows them when they are there', async () => {
  const { address, push, send } = await fillIn([
    answers(created),
    { request: asks(null), result: { data: page([carol, alice]) } },
    { request: asks(null), result: { data: page([{ ...carol, displayName: 'Carol Frei' }, alice]) } },
  ]);
  expect(address()).toBe('/admin/users?create=user');
  await send();
  expect(
    await screen.findByText('The invitation to carol@payloom.example is on its way'),
  ).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(address()).toBe('/admin/users');
  act(() => push(tells('payments.payment.created', 'a0')));
  act(() => push(tells('auth.user.registered', 'a1')));
  expect(await screen.findByRole('row', { name: /carol@payloom.example/ })).toBeInTheDocument();
  expect(screen.getByText('2 of 2 shown')).toBeInTheDocument();
  act(() => push(tells('profile.profile.created', 'a2')));
  expect(await screen.findByRole('row', { name: /Carol Frei/ }, { timeout: 5_000 })).toBeInTheDocument();
});

test('says at each field what is missing before anything is sent', async () => {
  const { user } = showPage([], '/admin/users?create=user');
  const dialog = await screen.findByRole('dialog', { name: 'Create a user' });
  const form = within(dialog);
  expect(form.getByRole('textbox', { name: 'Email' })).toHaveFocus();
  await user.click(form.getByRole('button', { name: 'Create and invite' }));
  expect(await form.findByText(/Enter their email address/)).toBeInTheDocument();
  expect(form.getByText('Enter a name.')).toBeInTheDocument();
  expect(form.getByText('Say why: it is kept in the audit log.')).toBeInTheDocument();
  expect(form.getByRole('textbox', { name: 'Reason' })).toBeInvalid();
  await user.selectOptions(form.getByRole('combobox', { name: 'Role' }), 'Administrator');
  expect(form.getByText(/Sees everybody and everything/)).toBeInTheDocument();
  expect(await accessibilityProblems(dialog)).toEqual([]);
});

test('an email that has an account is told at the field, in either language; what was typed stays', async () => {
  const taken = { __typename: 'EmailTaken' as const, message: 'An account with that email exists already.' };
  const { form, send } = await fillIn([answers(taken), answers(taken)]);
  await send();
  expect(await form.findByText(/exists already. Look for it in the list/)).toBeInTheDocument();
  expect(form.getByRole('textbox', { name: 'Email' })).toHaveFocus();
  expect(form.getByRole('textbox', { name: 'Email' })).toBeInvalid();
  act(() => chooseLanguage('de'));
  await userEvent.click(form.getByRole('button', { name: 'Anlegen und einladen' }));
  expect(await form.findByText(/gibt es bereits ein Konto/)).toBeInTheDocument();
  expect(form.getByRole('textbox', { name: 'Grund' })).toHaveValue('Opens a shop.');
});

test('what the graph refuses stands at its field, in the words of the page', async () => {
  const message = 'Leave out line breaks and other control characters.';
  const fields = [{ __typename: 'InvalidField' as const, name: 'reason', message }];
  const refused = { __typename: 'InvalidInput' as const, message: 'Please check: reason.', fields };
  const { form, send } = await fillIn([answers(refused), answers(refused)]);
  await send();
  expect(await form.findByText(message)).toBeInTheDocument();
  act(() => chooseLanguage('de'));
  await userEvent.click(form.getByRole('button', { name: 'Anlegen und einladen' }));
  expect(await form.findByText(/Sagen Sie es in einer Zeile/)).toBeInTheDocument();
});

test('a lost connection is told below the form, which can be sent again', async () => {
  const { form, send } = await fillIn([{ request, error: new Error('lost') }, answers(created)]);
  await send();
  await waitFor(() => expect(form.getByRole('alert')).not.toBeEmptyDOMElement());
  await send('');
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
});

test('leaving it closes the dialog and says so in the address', async () => {
  const { user, address } = showPage([], '/admin/users?q=&create=user');
  const form = within(await screen.findByRole('dialog'));
  await user.click(form.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(address()).not.toContain('create');
});

test('the list says so when live updates stop, and catches up when they are resumed', async () => {
  const { user, breakLive } = showPage([{ request: asks(null), result: { data: page([carol, alice]) } }]);
  await screen.findByRole('row', { name: /Alice Meyer/ });
  act(() => breakLive());
  await user.click(await screen.findByRole('button', { name: 'Resume' }));
  expect(await screen.findByRole('row', { name: /carol@payloom.example/ })).toBeInTheDocument();
});

test('administrators find it in the command palette', () => {
  const command = entry.commands?.find(({ id }) => id === 'admin.create-user');
  expect(command).toMatchObject({ to: '/admin/users?create=user', roles: ['ADMIN'] });
});
