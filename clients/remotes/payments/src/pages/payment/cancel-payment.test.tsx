import '@testing-library/jest-dom';
import { act, screen, waitFor, within } from '@testing-library/react';
import { toast } from '@payloom/ui-kit/toaster';
import { axe } from 'jest-axe';
import { change, payment, paymentId } from '../../testing/payments.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph, type Answer } from '../../testing/test-graph.ts';

const address = `/payments/${paymentId(1)}`;
const pending = payment({ nth: 1, status: 'PENDING' });
const cancelled = payment({ nth: 1, status: 'CANCELLED', balanceMinor: 10_000 });

afterEach(() => {
  toast.dismiss();
});

const graphThat = (cancelPayment: Answer, shown = pending) =>
  createTestGraph({ PaymentDetail: () => ({ payment: shown }), CancelPayment: cancelPayment });

async function ask({ user }: ReturnType<typeof showRemote>) {
  await user.click(await screen.findByRole('button', { name: 'Cancel payment' }));
  return within(await screen.findByRole('dialog', { name: 'Cancel this payment?' }));
}

const confirmName = { name: 'Cancel the payment' };

test('a pending payment is cancelled after a second look, and the page shows it', async () => {
  const graph = graphThat(() => ({ cancelPayment: cancelled }));
  const remote = showRemote(address, graph);
  const dialog = await ask(remote);
  expect(dialog.getByText(/Bob Vendor will not get the 25.00 EUR/)).toBeInTheDocument();
  expect((await axe(document.body)).violations).toEqual([]);
  expect(graph.requests('CancelPayment')).toEqual([]);
  await remote.user.click(dialog.getByRole('button', confirmName));

  expect(await screen.findByText('The payer took it back and has the money.')).toBeInTheDocument();
  expect(graph.requests('CancelPayment')).toEqual([{ input: { paymentId: paymentId(1) } }]);
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(screen.queryByRole('button', { name: 'Cancel payment' })).not.toBeInTheDocument();
  expect(screen.getAllByText('Cancelled').length).toBeGreaterThan(0);
});

test('thinking better of it sends nothing', async () => {
  const graph = graphThat(() => ({ cancelPayment: cancelled }));
  const remote = showRemote(address, graph);
  const dialog = await ask(remote);
  await remote.user.click(dialog.getByRole('button', { name: 'Keep the payment' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(graph.requests('CancelPayment')).toEqual([]);
  expect(screen.getByRole('button', { name: 'Cancel payment' })).toHaveFocus();
});

test('a payment that moves on under the open dialog leaves it open and says so', async () => {
  const graph = graphThat(() => ({ cancelPayment: cancelled }));
  const remote = showRemote(address, graph);
  const dialog = await ask(remote);
  await waitFor(() => expect(graph.listenerCount()).toBe(1));
  act(() => graph.update(change(payment({ nth: 1, status: 'PROCESSING' }))));
  expect(await dialog.findByText(/cannot be cancelled any more/)).toBeInTheDocument();
  expect(dialog.queryByRole('button', confirmName)).not.toBeInTheDocument();
});

test('a refusal is said in the dialog, and the page shows where the payment stands', async () => {
  const completed = payment({ nth: 1 });
  const message = 'The recipient has the money already. You can ask them for a refund.';
  const graph = graphThat(() => ({
    cancelPayment: { __typename: 'PaymentNotCancellable', message, payment: completed },
  }));
  const remote = showRemote(address, graph);
  const dialog = await ask(remote);
  await remote.user.click(dialog.getByRole('button', confirmName));
  expect(await dialog.findByText(message)).toBeInTheDocument();
  expect(screen.getByText('The recipient has the money.')).toBeInTheDocument();
});

test('without an answer it can be tried again', async () => {
  const graph = graphThat(() => {
    throw new TypeError('Failed to fetch');
  });
  const remote = showRemote(address, graph);
  const dialog = await ask(remote);
  await remote.user.click(dialog.getByRole('button', confirmName));
  expect(await dialog.findByText(/we do not know yet/)).toBeInTheDocument();
  graph.answer('CancelPayment', () => ({ cancelPayment: cancelled }));
  await remote.user.click(dialog.getByRole('button', confirmName));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
});

test.each([
  ['one that has completed', payment({ nth: 1 })],
  ['one that was received', payment({ nth: 1, status: 'PENDING', direction: 'RECEIVED' })],
  ['one that is looked on', payment({ nth: 1, status: 'PENDING', direction: null })],
])('there is nothing to cancel about %s', async (_words, shown) => {
  showRemote(
    address,
    graphThat(() => ({ cancelPayment: cancelled }), shown),
  );
  await screen.findByRole('list', { name: 'Steps of the payment' });
  expect(screen.queryByRole('button', { name: 'Cancel payment' })).not.toBeInTheDocument();
});
