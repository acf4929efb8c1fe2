import '@testing-library/jest-dom';
import type { MockLink } from '@apollo/client/testing';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { setScreenWidth } from '@payloom/ui-kit/testing/screen';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  AuditEntryDocument,
  type AuditRowFragment,
} from '../../features/audit-log/__generated__/audit-log.ts';
import { added, asks, both, completed, failed, log, renamed } from '../../testing/audit-log.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { AuditPage } from './audit-page.tsx';

const answers = (filter: Parameters<typeof asks>[0], found: AuditRowFragment[]): MockLink.MockedResponse => ({
  request: asks(filter),
  result: { data: log(found) },
});

const entryAnswer = (auditEntry: AuditRowFragment | null): MockLink.MockedResponse => ({
  request: { query: AuditEntryDocument, variables: { id: '0002' } },
  result: { data: { auditEntry } },
});

const dayStart = (date: number): string => new Date(2026, 10, date).toISOString();

test('begins with what stands in the address', async () => {
  const { container } = renderPage(
    <AuditPage />,
    '/admin/audit?action=profile&q=meyer&address=203.&subject=s1&from=2026-11-20&to=2026-11-22',
    [
      answers(
        {
          action: 'profile',
          text: 'meyer',
          clientAddress: '203.',
          subject: 's1',
          from: dayStart(20),
          to: dayStart(23),
        },
        [renamed],
      ),
    ],
  );
  expect(await screen.findByRole('row', { name: /Profile updated/ })).toBeInTheDocument();
  expect(screen.getByRole('searchbox', { name: 'Search in entries' })).toHaveValue('meyer');
  expect(screen.getByRole('searchbox', { name: 'Address begins with' })).toHaveValue('203.');
  expect(screen.getByLabelText('From')).toHaveValue('2026-11-20');
  expect(screen.getByLabelText('To')).toHaveValue('2026-11-22');
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('follows the days that are chosen, and clears all of it at once', async () => {
  const user = userEvent.setup();
  const { address } = renderPage(<AuditPage />, '/admin/audit', [
    { ...both(), maxUsageCount: 2 },
    answers({ from: dayStart(22) }, [renamed]),
  ]);
  await screen.findByRole('row', { name: /Payment completed/ });
  fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-11-22' } });
  await waitFor(() =>
    expect(screen.queryByRole('row', { name: /Payment completed/ })).not.toBeInTheDocument(),
  );
  expect(address()).toBe('/admin/audit?from=2026-11-22');
  await user.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(await screen.findByRole('row', { name: /Payment completed/ })).toBeInTheDocument();
  expect(address()).toBe('/admin/audit');
});

test('searches from three characters on, and says so before', async () => {
  const user = userEvent.setup();
  renderPage(<AuditPage />, '/admin/audit', [both(), answers({ text: 'mey' }, [renamed])]);
  await screen.findByRole('row', { name: /Payment completed/ });
  const search = screen.getByRole('searchbox', { name: 'Search in entries' });
  await user.type(search, 'me');
  expect(await screen.findByText('Searches from 3 characters on.')).toBeInTheDocument();
  expect(screen.getByRole('row', { name: /Payment completed/ })).toBeInTheDocument();
  await user.type(search, 'y');
  await waitFor(() =>
    expect(screen.queryByRole('row', { name: /Payment completed/ })).not.toBeInTheDocument(),
  );
});

test('narrows to a subject from an entry, and widens again', async () => {
  const user = userEvent.setup();
  const { address, push } = renderPage(<AuditPage />, '/admin/audit', [
    both(),
    answers({ subject: renamed.subject }, [renamed]),
    both(),
  ]);
  await user.click(await screen.findByRole('button', { name: /Profile updated/ }));
  await user.click(screen.getByRole('button', { name: 'Show all that was done to this subject' }));
  expect(address()).toBe(`/admin/audit?subject=${renamed.subject}`);
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  act(() => push(added({ ...failed, subject: 'another' })));
  await user.click(screen.getByRole('button', { name: /not only to/ }));
  await waitFor(() => expect(address()).toBe('/admin/audit'));
  // What arrived in between is there; it waits where the pointer was last seen over the list.
  expect(await screen.findByText(/^(1 new|Payment failed)$/)).toBeInTheDocument();
});

test('opens an entry that somebody sent, though the list does not have it', async () => {
  renderPage(<AuditPage />, '/admin/audit?entry=0002', [
    { request: asks(), result: { data: log([completed]) } },
    entryAnswer(renamed),
  ]);
  const dialog = within(await screen.findByRole('dialog', { name: 'Profile updated' }));
  expect(dialog.getByRole('row', { name: 'Display name Alice Alice Meyer' })).toBeInTheDocument();
});

test('says when there is no such entry, and when it could not be had', async () => {
  const user = userEvent.setup();
  renderPage(<AuditPage />, '/admin/audit?entry=0002', [
    { request: asks(), result: { data: log([]) } },
    { request: { query: AuditEntryDocument, variables: { id: '0002' } }, error: new Error('lost') },
    entryAnswer(null),
  ]);
  const dialog = within(await screen.findByRole('dialog', { name: 'Audit entry' }));
  expect(await dialog.findByText('The entry could not be loaded.')).toBeInTheDocument();
  await user.click(dialog.getByRole('button', { name: 'Try again' }));
  expect(await dialog.findByText('There is no such entry')).toBeInTheDocument();
});

test('on a phone the filters wait behind a button that counts them', async () => {
  const restore = setScreenWidth(390);
  const user = userEvent.setup();
  renderPage(<AuditPage />, '/admin/audit?action=profile', [answers({ action: 'profile' }, [renamed])]);
  const button = await screen.findByRole('button', { name: 'Filters (1)' });
  expect(button).toHaveAttribute('aria-expanded', 'false');
  await user.click(button);
  expect(button).toHaveAttribute('aria-expanded', 'true');
  restore();
});
