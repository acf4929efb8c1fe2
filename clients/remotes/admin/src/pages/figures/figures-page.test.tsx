import '@testing-library/jest-dom';
import type { MockLink } from '@apollo/client/testing';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  KeyFiguresDocument,
  type KeyFiguresQuery,
} from '../../features/key-figures/__generated__/key-figures.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { FiguresPage } from './figures-page.tsx';

type Day = KeyFiguresQuery['keyFigures'][number];

const quiet = (date: number): Day => ({
  __typename: 'KeyFigureDay',
  day: new Date(Date.UTC(2026, 10, date)).toISOString(),
  usersRegistered: 0,
  paymentsCreated: 0,
  paymentsCompleted: 0,
  paymentsFailed: 0,
});
const days: Day[] = [
  { ...quiet(25), usersRegistered: 3, paymentsCompleted: 5 },
  quiet(26),
  { ...quiet(27), usersRegistered: 1, paymentsCompleted: 2, paymentsFailed: 1 },
];
const asks = (count: number) => ({ query: KeyFiguresDocument, variables: { days: count } });
const answer = (count: number, keyFigures: Day[]): MockLink.MockedResponse => ({
  request: asks(count),
  result: { data: { keyFigures } },
});

test('plots what happened by day, with its sum and a table behind each plot', async () => {
  const { container } = renderPage(<FiguresPage />, '/admin/figures', [answer(30, days)]);
  expect(screen.getByText('Loading the key figures')).toBeInTheDocument();
  const accounts = within(await screen.findByRole('region', { name: 'New accounts by day' }));
  expect(accounts.getByRole('definition')).toHaveTextContent('4');
  const payments = within(screen.getByRole('region', { name: /^Payments by day/ }));
  const table = within(payments.getByRole('table', { name: /^Payments by day/ }));
  expect(table.getAllByRole('row')).toHaveLength(3);
  expect(table.getByRole('row', { name: 'Nov 27 2 1' })).toBeInTheDocument();
  const made = within(screen.getByRole('region', { name: 'Payments made by day' }));
  expect(made.getByText('A payment that is made is drawn here.')).toBeInTheDocument();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('shows another period, kept in the address', async () => {
  const { address } = renderPage(<FiguresPage />, '/admin/figures?days=1e9', [
    answer(30, days),
    answer(90, [{ ...quiet(1), usersRegistered: 8 }]),
  ]);
  await screen.findByRole('region', { name: 'New accounts by day' });
  const period = screen.getByRole('combobox', { name: 'Period' });
  period.focus();
  fireEvent.keyDown(period, { key: 'Enter' });
  fireEvent.click(await screen.findByRole('option', { name: 'Last 90 days' }));
  expect(address()).toBe('/admin/figures?days=90');
  const accounts = within(screen.getByRole('region', { name: 'New accounts by day' }));
  await waitFor(() => expect(accounts.getByRole('definition')).toHaveTextContent('8'));
});

test('says what failed and tries again; tells somebody who is no administrator', async () => {
  const user = userEvent.setup();
  const forbidden = { message: 'You may not do this.', extensions: { code: 'FORBIDDEN' } };
  renderPage(<FiguresPage />, '/admin/figures', [
    { request: asks(30), error: new Error('lost') },
    { request: asks(30), result: { data: null, errors: [forbidden] } },
  ]);
  expect(await screen.findByRole('alert')).toHaveTextContent('The key figures could not be loaded.');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('This page is for administrators')).toBeInTheDocument();
});
