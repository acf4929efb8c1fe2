import '@testing-library/jest-dom';
import { defineRemoteEntry } from '@payloom/session/remote-entry';
import { session } from '@payloom/session/session';
import { act, configure, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ReceiptText, Wallet } from 'lucide-react';
import { mountStandalone } from './mount.tsx';

configure({ asyncUtilTimeout: 5_000 });
Object.assign(globalThis, {
  fetch: async () =>
    Response.json({ data: { refreshSession: { __typename: 'SessionExpired', reason: 'EXPIRED' } } }),
});

const entry = defineRemoteEntry({
  name: 'payments',
  routes: [
    { path: '/payments/:id', element: <h1>One payment</h1> },
    { path: '/wallet', element: <h1>Wallet</h1> },
    { path: '/payments', element: <h1>Payments</h1> },
  ],
  navigation: [
    { to: '/wallet', label: 'Wallet', icon: Wallet, order: 1 },
    { to: '/payments', label: 'Payments', icon: ReceiptText, order: 2 },
  ],
});

it('needs somewhere to stand', () => {
  expect(() => mountStandalone(entry)).toThrow(/"root"/);
});

it('runs a remote without the shell, with its own navigation', async () => {
  const root = document.createElement('div');
  root.id = 'root';
  document.body.append(root);
  let unmount = (): void => undefined;
  act(() => {
    unmount = mountStandalone(entry);
  });
  expect(await screen.findByRole('heading', { name: 'Wallet' })).toBeVisible();
  expect(document.body.dataset['remotePage']).toBe('payments');
  expect(screen.getByText('Nobody is signed in')).toBeVisible();
  await userEvent.click(screen.getByRole('link', { name: 'Payments' }));
  expect(await screen.findByRole('heading', { name: 'Payments' })).toBeVisible();
  expect(session.getState().status).toBe('anonymous');
  act(unmount);
  expect(root).toBeEmptyDOMElement();
});
