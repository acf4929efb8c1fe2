import '@testing-library/jest-dom';
import type { MockLink } from '@apollo/client/testing';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ActorChoicesDocument,
  type ActorChoiceFragment,
} from '../../features/actor-filter/__generated__/actor-filter.ts';
import {
  added,
  alice,
  asks,
  both,
  completed,
  failed,
  log,
  renamed,
  whoIsAlice,
} from '../../testing/audit-log.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { AuditPage } from './audit-page.tsx';

const shownActions = (): string[] =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getByRole('button').textContent ?? '');

test('lists what happened in words, with who, from where and when', async () => {
  const { container } = renderPage(<AuditPage />, '/admin/audit', [both()]);
  const row = within(await screen.findByRole('row', { name: /Profile updated/ }));
  expect(row.getByText('profile.profile.updated')).toBeInTheDocument();
  expect(row.getByText('Alice Meyer')).toBeInTheDocument();
  expect(row.getByText('203.0.113.7')).toBeInTheDocument();
  expect(row.getByText('…a11ce001')).toHaveAttribute('title', renamed.subject);
  expect(screen.getByRole('row', { name: /Payment completed/ })).toHaveTextContent('The system');
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('grows on top by itself, glowing once, and only by what matches the filter', async () => {
  const { push } = renderPage(<AuditPage />, '/admin/audit?action=payments.', [
    { request: asks({ action: 'payments.' }), result: { data: log([completed]) } },
  ]);
  await screen.findByRole('row', { name: /Payment completed/ });
  act(() => push(added(failed)));
  const newest = await screen.findByRole('row', { name: /Payment failed/ });
  expect(newest).toHaveAttribute('data-glow');
  act(() => push(added({ ...renamed, id: '0004' })));
  act(() => push(added(failed)));
  await waitFor(() => expect(shownActions()).toHaveLength(2));
  expect(shownActions()[0]).toContain('Payment failed');
});

test('calls everybody in every row what they are called now', async () => {
  const { push } = renderPage(<AuditPage />, '/admin/audit', [both()]);
  await screen.findByRole('row', { name: /Payment completed/ });
  act(() => push(added({ ...renamed, id: '0003' })));
  await waitFor(() => expect(screen.getAllByText('Alice Meyer')).toHaveLength(2));
  act(() => push(added({ ...renamed, id: '0004', actor: { ...alice, displayName: 'Alice Keller' } })));
  await waitFor(() => expect(screen.getAllByText('Alice Keller')).toHaveLength(3));
});

test('moves nothing under the pointer: new entries wait until they are asked for', async () => {
  const user = userEvent.setup();
  const { push } = renderPage(<AuditPage />, '/admin/audit', [both()]);
  await user.hover(await screen.findByText('Profile updated'));
  act(() => push(added(failed)));
  const waiting = await screen.findByRole('button', { name: '1 new' });
  expect(screen.queryByText('Payment failed')).not.toBeInTheDocument();
  fireEvent.click(waiting);
  expect(shownActions()[0]).toContain('Payment failed');
});

test('opens an entry with what changed, in words and as JSON', async () => {
  const user = userEvent.setup();
  const { address } = renderPage(<AuditPage />, '/admin/audit', [both()]);
  await user.click(await screen.findByRole('button', { name: /Profile updated/ }));
  expect(address()).toBe('/admin/audit?entry=0002');
  const dialog = within(screen.getByRole('dialog', { name: 'Profile updated' }));
  expect(dialog.getByText(renamed.subject)).toBeInTheDocument();
  expect(dialog.getByRole('row', { name: 'Display name Alice Alice Meyer' })).toBeInTheDocument();
  expect(dialog.queryByRole('row', { name: /Locale/ })).not.toBeInTheDocument();
  await user.click(dialog.getByRole('button', { name: 'Show as JSON' }));
  const after = within(dialog.getByRole('region', { name: 'After, as JSON' }));
  expect(after.getAllByText(/Changed:/)).toHaveLength(1);
  expect(dialog.getByRole('region', { name: 'Before, as JSON' })).toHaveTextContent('"displayName": "Alice"');
  expect(await accessibilityProblems(screen.getByRole('dialog'))).toEqual([]);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(address()).toBe('/admin/audit');
});

test('tells where an entry has no before, and that the system did it from inside', async () => {
  const user = userEvent.setup();
  renderPage(<AuditPage />, '/admin/audit', [both()]);
  await user.click(await screen.findByRole('button', { name: /Payment completed/ }));
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.getByRole('row', { name: 'Status COMPLETED' })).toBeInTheDocument();
  expect(dialog.getByText('Inside Payloom')).toBeInTheDocument();
  expect(dialog.queryByRole('button', { name: /Show only/ })).not.toBeInTheDocument();
});

test('narrows to one person from an entry, keeps it in the address, and widens again', async () => {
  const user = userEvent.setup();
  const { address } = renderPage(<AuditPage />, '/admin/audit', [
    both(),
    { request: asks({ actorId: 'u1' }), result: { data: log([renamed]) } },
    whoIsAlice,
    both(),
  ]);
  await user.click(await screen.findByRole('button', { name: /Profile updated/ }));
  await user.click(screen.getByRole('button', { name: 'Show only what Alice Meyer did' }));
  expect(await screen.findByRole('button', { name: 'By Alice Meyer' })).toBeInTheDocument();
  expect(address()).toBe('/admin/audit?actor=u1');
  await waitFor(() => expect(shownActions()).toHaveLength(1));
  await user.click(screen.getByRole('button', { name: 'Show what anybody did' }));
  await waitFor(() => expect(shownActions()).toHaveLength(2));
  expect(address()).toBe('/admin/audit');
});

test('finds a person by name to narrow to', async () => {
  const user = userEvent.setup();
  const choices = (search: string | null, found: ActorChoiceFragment[]): MockLink.MockedResponse => ({
    request: { query: ActorChoicesDocument, variables: { filter: search ? { search } : null, first: 6 } },
    result: {
      data: {
        users: {
          __typename: 'UserConnection',
          edges: found.map((node) => ({ __typename: 'UserEdge', cursor: node.id, node })),
          pageInfo: log([]).auditEntries.pageInfo,
        },
      },
    },
  });
  const { address } = renderPage(<AuditPage />, '/admin/audit', [
    both(),
    choices(null, [alice, { ...alice, id: 'u2', displayName: 'Bob' }]),
    choices('a', [alice]),
    { request: asks({ actorId: 'u1' }), result: { data: log([renamed]) } },
    whoIsAlice,
  ]);
  await user.click(await screen.findByRole('button', { name: 'By anybody' }));
  expect(await screen.findByRole('button', { name: 'Bob' })).toBeInTheDocument();
  await user.type(screen.getByRole('searchbox', { name: 'Search people' }), 'a');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Bob' })).not.toBeInTheDocument());
  await user.click(screen.getByRole('button', { name: 'Alice Meyer' }));
  await waitFor(() => expect(address()).toBe('/admin/audit?actor=u1'));
});

test('narrows to the beginning of an action, and shows everything again', async () => {
  const user = userEvent.setup();
  const { address } = renderPage(<AuditPage />, '/admin/audit?actor=u1', [
    { request: asks({ actorId: 'u1' }), result: { data: log([renamed]) } },
    whoIsAlice,
    { request: asks({ actorId: 'u1', action: 'auth' }), result: { data: log([]) } },
    both(),
  ]);
  await screen.findByRole('row', { name: /Profile updated/ });
  await user.click(screen.getByLabelText('Action begins with'));
  await user.paste('auth');
  expect(await screen.findByText('No entry matches')).toBeInTheDocument();
  expect(address()).toBe('/admin/audit?actor=u1&action=auth');
  await user.click(screen.getByRole('button', { name: 'Show everything' }));
  await waitFor(() => expect(address()).toBe('/admin/audit'));
  expect(await screen.findByRole('row', { name: /Payment completed/ })).toBeInTheDocument();
});

test('loads what is older', async () => {
  const user = userEvent.setup();
  renderPage(<AuditPage />, '/admin/audit', [
    { request: asks(), result: { data: log([renamed], true) } },
    { request: asks({}, { after: 'cursor-0002' }), result: { data: log([completed]) } },
  ]);
  await user.click(await screen.findByRole('button', { name: 'Load more' }));
  await waitFor(() => expect(shownActions()).toHaveLength(2));
  expect(screen.getByText('2 shown')).toBeInTheDocument();
});

test('begins behind an entry that the address names, where nothing new belongs', async () => {
  const user = userEvent.setup();
  const part = { after: 'cursor-0002', start: 'cursor-0002' };
  const { push, address } = renderPage(<AuditPage />, '/admin/audit?after=cursor-0002', [
    { request: asks({}, part), result: { data: log([completed]) } },
    both(),
  ]);
  await screen.findByRole('row', { name: /Payment completed/ });
  act(() => push(added(failed)));
  await waitFor(() => expect(shownActions()).toHaveLength(1));
  await user.click(screen.getByRole('link', { name: 'Back to the newest' }));
  await waitFor(() => expect(shownActions()).toHaveLength(3));
  expect(shownActions()[0]).toContain('Payment failed');
  expect(address()).toBe('/admin/audit');
});

test('says so when live updates stop, and catches up when they are resumed', async () => {
  const user = userEvent.setup();
  const { breakLive } = renderPage(<AuditPage />, '/admin/audit', [
    both(),
    { request: asks(), result: { data: log([failed, renamed, completed]) } },
  ]);
  await screen.findByRole('row', { name: /Profile updated/ });
  act(() => breakLive());
  expect(await screen.findByText(/Live updates have stopped/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Resume' }));
  await waitFor(() => expect(shownActions()[0]).toContain('Payment failed'));
  expect(screen.queryByText(/Live updates have stopped/)).not.toBeInTheDocument();
});

test('tells somebody who is no administrator', async () => {
  const forbidden = { message: 'You may not do this.', extensions: { code: 'FORBIDDEN' } };
  renderPage(<AuditPage />, '/admin/audit', [
    { request: asks(), result: { data: null, errors: [forbidden] } },
  ]);
  expect(await screen.findByRole('alert')).toHaveTextContent('This page is for administrators');
});

test('says what failed and tries again; an empty log says that it will grow', async () => {
  const user = userEvent.setup();
  renderPage(<AuditPage />, '/admin/audit', [
    { request: asks(), error: new Error('lost') },
    { request: asks(), result: { data: log([]) } },
  ]);
  expect(await screen.findByRole('alert')).toHaveTextContent('The audit log could not be loaded.');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Nothing has happened yet')).toBeInTheDocument();
});
