import '@testing-library/jest-dom';
import { giveVaultBrowser } from '@payloom/offline/testing/vault-browser';
import { vault } from '@payloom/offline/vault';
import { toast } from '@payloom/ui-kit/toaster';
import { act, screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { euros, payment } from '../../testing/payments.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph } from '../../testing/test-graph.ts';
import type { WaitingRefusal } from '../../waiting/waiting-payment.ts';
import { WaitingPayments } from '../../waiting/waiting-payments.ts';

const wish = {
  recipientEmail: 'bob@payloom.example',
  amount: { amountMinor: 2_500, currency: 'EUR' },
  note: 'Two chairs',
  idempotencyKey: 'one',
};
let waiting: WaitingPayments;

beforeAll(() => giveVaultBrowser());
beforeEach(async () => {
  await vault.claim({ id: 'alice', role: 'CUSTOMER' });
  waiting = new WaitingPayments(vault, 'alice');
});
afterEach(async () => {
  act(() => toast.dismiss());
  await act(() => vault.wipe());
});

const row = async () =>
  within(await screen.findByRole('listitem', { name: '25.00 EUR to bob@payloom.example' }));
const isGone = () =>
  waitFor(() => expect(screen.queryByText('Waiting for the network')).not.toBeInTheDocument());

async function refused(refusal: WaitingRefusal): Promise<void> {
  await waiting.add(wish, { isSent: true });
  await waiting.refuse('one', refusal);
}

test('what waits is shown, and withdrawn for good', async () => {
  await waiting.add(wish, { isSent: false });
  const graph = createTestGraph({});
  const { user, container } = showRemote('/payments', graph);
  const shown = await row();
  expect(shown.getByText('It is sent as soon as you are back online.')).toBeInTheDocument();
  expect(shown.getByText(/Two chairs/)).toBeInTheDocument();
  expect((await axe(container)).violations).toEqual([]);
  await user.click(shown.getByRole('button', { name: 'Withdraw' }));
  await isGone();
  expect(await waiting.all()).toEqual([]);
  expect(graph.requests('MakePayment')).toEqual([]);
});

test('what was sent cannot be withdrawn, only left alone once its owner has looked', async () => {
  await waiting.add(wish, { isSent: true });
  const { user } = showRemote('/payments', createTestGraph({}));
  const shown = await row();
  expect(shown.getByText(/no answer has come yet/)).toBeInTheDocument();
  expect(shown.queryByRole('button', { name: 'Withdraw' })).not.toBeInTheDocument();
  await user.click(shown.getByRole('button', { name: 'Stop asking' }));
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.getByText(/It may have been paid already/)).toBeInTheDocument();
  await user.click(dialog.getByRole('button', { name: 'Stop asking' }));
  await isGone();
});

test.each<[WaitingRefusal, RegExp, string]>([
  [
    { __typename: 'InsufficientFunds', available: { amountMinor: 1_200, currency: 'EUR' } },
    /You can spend 12\.00 EUR at most now/,
    'Try again',
  ],
  [{ __typename: 'RecipientNotFound' }, /Nobody with that email can be paid/, 'Try again'],
  [{ __typename: 'StepUpRequired' }, /Confirm that it is you/, 'Confirm and pay'],
])('a refusal says why, and is tried again with the same key: %o', async (refusal, why, again) => {
  await refused(refusal);
  const made = payment({ nth: 9, status: 'PENDING', amountMinor: 2_500, balanceMinor: 1_000 });
  const graph = createTestGraph({ MakePayment: () => ({ makePayment: made }) });
  const { user } = showRemote('/payments', graph);
  const shown = await row();
  expect(shown.getByText(why)).toBeInTheDocument();
  await user.click(shown.getByRole('button', { name: again }));
  await isGone();
  expect(graph.requests('MakePayment')).toEqual([{ input: wish }]);
});

test('a refusal that is refused again stays, with the new reason', async () => {
  await refused({ __typename: 'RecipientNotFound' });
  const answer = { __typename: 'InsufficientFunds', message: 'Too little.', available: euros(300) };
  const graph = createTestGraph({ MakePayment: () => ({ makePayment: answer }) });
  const { user } = showRemote('/payments', graph);
  await user.click((await row()).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText(/You can spend 3\.00 EUR at most now/)).toBeInTheDocument();
  expect((await row()).getByRole('button', { name: 'Withdraw' })).toBeInTheDocument();
});
