import '@testing-library/jest-dom';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { screen, waitFor, within } from '@testing-library/react';
import { bob, payment, paymentPage } from '../../testing/payments.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph } from '../../testing/test-graph.ts';

const bobsId = '0193b6a0-0000-7000-8000-0000000000b0';
const person = { ...bob, id: bobsId, wallets: undefined };
const graphOf = () =>
  createTestGraph({
    PaymentList: () => paymentPage([payment({ nth: 1 })]),
    FilterCurrencies: () => ({ walletCurrencies: ['EUR', 'JPY', 'KWD'] }),
    FindPeople: ({ search }) => ({ counterparties: search === 'nobody' ? [] : [person] }),
    FilterPerson: () => ({ counterparty: person }),
  });
const lastFilter = (graph: ReturnType<typeof graphOf>) => graph.requests('PaymentList').at(-1)?.['filter'];

test('amounts are filtered by in the decimals of a currency, in the address', async () => {
  const graph = graphOf();
  const { user, address } = showRemote('/payments?status=FAILED', graph);
  await user.click(await screen.findByRole('button', { name: 'Amount' }));
  const form = within(await screen.findByRole('form', { name: 'Amount' }));
  expect(await accessibilityProblems(screen.getByRole('dialog'))).toEqual([]);
  await waitFor(() => expect(form.getAllByRole('option')).toHaveLength(3));
  await user.selectOptions(form.getByLabelText('Currency'), 'KWD');
  await user.type(form.getByLabelText('At least'), '1.5');
  await user.type(form.getByLabelText('At most'), '1');
  await user.click(form.getByRole('button', { name: 'Show these' }));
  expect(await form.findByText('Enter no less than the least.')).toBeInTheDocument();
  expect(address()).toBe('/payments?status=FAILED');

  await user.type(
    form.getByLabelText('At most'),
    '{Backspace}{Backspace}{Backspace}{Backspace}{Backspace}20.25',
  );
  await user.click(form.getByRole('button', { name: 'Show these' }));
  await waitFor(() => expect(address()).toBe('/payments?status=FAILED&currency=KWD&min=1.500&max=20.250'));
  await waitFor(() =>
    expect(lastFilter(graph)).toEqual({
      status: ['FAILED'],
      amount: { currency: 'KWD', minMinor: 1_500, maxMinor: 20_250 },
    }),
  );
  expect(screen.queryByRole('form')).not.toBeInTheDocument();

  await user.click(screen.getByRole('button', { name: 'Amount: 1.500 to 20.250 KWD' }));
  await user.click(await screen.findByRole('button', { name: 'Any amount' }));
  await waitFor(() => expect(address()).toBe('/payments?status=FAILED'));
});

test('a person is looked for by name and stands in the address by their id', async () => {
  const graph = graphOf();
  const { user, address } = showRemote('/payments', graph);
  await user.click(await screen.findByRole('button', { name: 'Person' }));
  await user.type(await screen.findByRole('searchbox', { name: 'Name or whole email' }), 'nobody');
  expect(await screen.findByText(/Nobody with this name/)).toBeInTheDocument();
  await user.clear(screen.getByRole('searchbox', { name: 'Name or whole email' }));
  await user.type(screen.getByRole('searchbox', { name: 'Name or whole email' }), 'bob');
  const found = await screen.findByRole('button', { name: /Bob Vendor/ });
  expect(await accessibilityProblems(screen.getByRole('dialog'))).toEqual([]);
  await waitFor(() => expect(graph.requests('FindPeople').at(-1)).toEqual({ first: 8, search: 'bob' }));
  await user.click(found);
  await waitFor(() => expect(address()).toBe(`/payments?person=${bobsId}`));
  await waitFor(() => expect(lastFilter(graph)).toEqual({ counterparty: bobsId }));
  expect(await screen.findByRole('button', { name: 'Person: Bob Vendor' })).toBeInTheDocument();
});

test('an address with a person and amounts says so, and is cleared with the rest', async () => {
  const graph = graphOf();
  const { user, address } = showRemote(`/payments?currency=EUR&min=10&person=${bobsId}`, graph);
  expect(await screen.findByRole('button', { name: 'Person: Bob Vendor' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Amount: from 10.00 EUR' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Filters (2)' })).toBeInTheDocument();
  expect(lastFilter(graph)).toEqual({
    amount: { currency: 'EUR', minMinor: 1_000 },
    counterparty: bobsId,
  });
  await user.click(screen.getByRole('button', { name: 'Clear filters' }));
  await waitFor(() => expect(address()).toBe('/payments'));
});

test('the two days of a time belong together', async () => {
  showRemote('/payments', graphOf());
  const days = within(await screen.findByRole('group', { name: 'Days' }));
  expect(days.getByLabelText('From')).toBeInTheDocument();
  expect(days.getByLabelText('To')).toBeInTheDocument();
});
