import '@testing-library/jest-dom';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { setScreenWidth } from '@payloom/ui-kit/testing/screen';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../testing/render-page.tsx';
import { alice, asks, bob, page } from '../../testing/users.ts';
import { UsersPage } from './users-page.tsx';

const forbidden = { message: 'You may not do this.', extensions: { code: 'FORBIDDEN' } };

test('lists everybody with what five parts of the graph know of them', async () => {
  const { container } = renderPage(<UsersPage />, '/admin/users', [
    { request: asks(null), result: { data: page([alice, bob], 1_234, true) } },
  ]);
  expect(screen.getByText('Loading users')).toBeInTheDocument();
  const row = within(await screen.findByRole('row', { name: /Alice Meyer/ }));
  expect(row.getByText('alice@payloom.example')).toBeInTheDocument();
  expect(row.getByText('Customer')).toBeInTheDocument();
  expect(row.getByText('Active')).toBeInTheDocument();
  expect(row.getByRole('cell', { name: '1,234.50 EUR' })).toBeInTheDocument();
  expect(row.getByRole('link', { name: 'Audit trail of Alice Meyer' })).toHaveAttribute(
    'href',
    '/admin/audit?actor=u1',
  );
  const other = within(screen.getByRole('row', { name: /Suspended/ }));
  expect(other.getAllByText('bob@payloom.example')).toHaveLength(2);
  expect(screen.getByText('2 of 1,234 shown')).toBeInTheDocument();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('loads the next page behind the last row', async () => {
  const user = userEvent.setup();
  renderPage(<UsersPage />, '/admin/users', [
    { request: asks(null), result: { data: page([alice], 2, true) } },
    { request: asks(null, { after: 'cursor-u1' }), result: { data: page([bob], 2) } },
  ]);
  await user.click(await screen.findByRole('button', { name: 'Load more' }));
  expect(await screen.findByText('2 of 2 shown')).toBeInTheDocument();
  expect(screen.getByRole('row', { name: /Alice Meyer/ })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Load more' })).not.toBeInTheDocument();
});

test('begins behind somebody whom the address names, until it is narrowed', async () => {
  const part = { after: 'cursor-u1', start: 'cursor-u1' };
  const { address } = renderPage(<UsersPage />, '/admin/users?after=cursor-u1', [
    { request: asks(null, part), result: { data: page([bob], 2) } },
    {
      request: { ...asks(null), variables: { filter: { role: 'CUSTOMER' }, first: 25 } },
      result: { data: page([alice]) },
    },
  ]);
  expect(await screen.findByRole('row', { name: /Suspended/ })).toBeInTheDocument();
  expect(screen.getByText('1 shown')).toBeInTheDocument();
  const role = screen.getByRole('combobox', { name: 'Role' });
  role.focus();
  fireEvent.keyDown(role, { key: 'Enter' });
  fireEvent.click(await screen.findByRole('option', { name: 'Customer' }));
  expect(await screen.findByRole('row', { name: /Alice Meyer/ })).toBeInTheDocument();
  expect(address()).toBe('/admin/users?role=customer');
});

test('searches as one types, keeps the search in the address, and finds the way back', async () => {
  const user = userEvent.setup();
  const { address } = renderPage(<UsersPage />, '/admin/users', [
    { request: asks(null), result: { data: page([alice, bob]) }, maxUsageCount: 5 },
    { request: asks('zoe'), result: { data: page([]) } },
  ]);
  await screen.findByRole('row', { name: /Alice Meyer/ });
  await user.click(screen.getByRole('searchbox', { name: 'Search users' }));
  await user.paste('zoe');
  expect(await screen.findByText('Nobody matches “zoe”')).toBeInTheDocument();
  expect(address()).toBe('/admin/users?q=zoe');
  await user.click(screen.getByRole('button', { name: 'Show everybody' }));
  expect(await screen.findByRole('row', { name: /Alice Meyer/ })).toBeInTheDocument();
  await waitFor(() => expect(address()).toBe('/admin/users'));
});

test('narrows by role and status, and leads to each user', async () => {
  const filter = { search: 'bo', role: 'VENDOR', status: 'SUSPENDED' };
  const { address } = renderPage(<UsersPage />, '/admin/users?q=bo&role=vendor&status=suspended', [
    { request: { ...asks(null), variables: { filter, first: 25 } }, result: { data: page([alice]) } },
    {
      request: { ...asks(null), variables: { filter: { search: 'bo', role: 'VENDOR' }, first: 25 } },
      result: { data: page([]) },
    },
  ]);
  expect(await screen.findByRole('link', { name: 'Alice Meyer' })).toHaveAttribute('href', '/admin/users/u1');
  expect(screen.getByRole('combobox', { name: 'Role' })).toHaveTextContent('Vendor');
  const status = screen.getByRole('combobox', { name: 'Status' });
  status.focus();
  fireEvent.keyDown(status, { key: 'Enter' });
  fireEvent.click(await screen.findByRole('option', { name: 'Any status' }));
  await waitFor(() => expect(address()).toBe('/admin/users?q=bo&role=vendor'));
  expect(await screen.findByText('Look among all roles and statuses.')).toBeInTheDocument();
});

test('begins with the search that stands in the address', async () => {
  renderPage(<UsersPage />, '/admin/users?q=ali', [
    { request: asks('ali'), result: { data: page([alice]) } },
  ]);
  expect(screen.getByRole('searchbox')).toHaveValue('ali');
  expect(await screen.findByText('1 of 1 shown')).toBeInTheDocument();
});

test('tells somebody who is no administrator, without a list', async () => {
  renderPage(<UsersPage />, '/admin/users', [
    { request: asks(null), result: { data: null, errors: [forbidden] } },
  ]);
  expect(await screen.findByRole('alert')).toHaveTextContent('This page is for administrators');
  expect(screen.getByRole('link', { name: 'Go to your start page' })).toHaveAttribute('href', '/');
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
});

test('shows who is there when balances cannot be had, and says that something is missing', async () => {
  const user = userEvent.setup();
  const down = { message: 'down', path: ['users'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } };
  renderPage(<UsersPage />, '/admin/users', [
    { request: asks(null), result: { data: page([{ ...alice, wallet: null }]), errors: [down] } },
    { request: asks(null), result: { data: page([alice]) } },
  ]);
  expect(await screen.findByRole('row', { name: /Alice Meyer/ })).toHaveTextContent('–');
  expect(screen.getByText(/Some details are missing/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('cell', { name: '1,234.50 EUR' })).toBeInTheDocument();
  expect(screen.queryByText(/Some details are missing/)).not.toBeInTheDocument();
});

test('says what failed and tries again', async () => {
  const user = userEvent.setup();
  renderPage(<UsersPage />, '/admin/users', [
    { request: asks(null), error: new Error('lost') },
    { request: asks(null), result: { data: page([alice]) } },
  ]);
  expect(await screen.findByRole('alert')).toHaveTextContent('The users could not be loaded.');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('row', { name: /Alice Meyer/ })).toBeInTheDocument();
});

test('is cards on a phone', async () => {
  const restore = setScreenWidth(390);
  const { container } = renderPage(<UsersPage />, '/admin/users', [
    { request: asks(null), result: { data: page([alice]) } },
  ]);
  expect(await screen.findByRole('listitem')).toHaveTextContent('Alice Meyer');
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
  expect(await accessibilityProblems(container)).toEqual([]);
  restore();
});
