import '@testing-library/jest-dom';
import { toast } from '@payloom/ui-kit/toaster';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { paymentPage, reportOf, viewerWallet } from '../../testing/payments.ts';
import { PreferredCurrencyDocument } from '../../wallet/__generated__/preferred-currency.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph } from '../../testing/test-graph.ts';

const money = (amountMinor: number, currency: string) => ({
  __typename: 'Money' as const,
  amountMinor,
  currency,
});
const walletIn = (currency: string, amountMinor: number) => ({
  __typename: 'Wallet' as const,
  id: `wallet-${currency}`,
  balance: money(amountMinor, currency),
  pending: money(0, currency),
});
const graphOf = (...others: ReturnType<typeof walletIn>[]) =>
  createTestGraph({
    ViewerWallet: () => viewerWallet(12_345, 0, others),
    LatestPayments: () => paymentPage([]),
    PaymentReport: () => reportOf(0),
    WalletCurrencies: () => ({ walletCurrencies: ['EUR', 'JPY', 'KWD'] }),
  });

afterEach(() => {
  toast.dismiss();
});

test('each wallet shows its money with the decimals of its currency, and is chosen in the address', async () => {
  const remote = showRemote('/wallet', graphOf(walletIn('JPY', 5_000), walletIn('KWD', 1_234)));
  const choice = within(await screen.findByRole('navigation', { name: 'Your wallets' }));
  expect(choice.getByText('5,000')).toBeInTheDocument();
  expect(choice.getByText('1.234')).toBeInTheDocument();
  expect((await axe(remote.container)).violations).toEqual([]);
  await remote.user.click(choice.getByText('5,000'));
  expect(remote.address()).toBe('/wallet?currency=JPY');
  const balance = within(screen.getByRole('region', { name: 'You can spend' }));
  expect(balance.getByText('5,000')).toBeInTheDocument();
  expect(balance.getByRole('link', { name: 'Pay somebody' })).toHaveAttribute('href', '/pay?currency=JPY');
});

test('somebody with one wallet has nothing to choose, and opens another', async () => {
  const graph = graphOf();
  const opened = walletIn('JPY', 0);
  graph.answer('OpenWallet', () => ({
    openWallet: {
      ...opened,
      owner: { __typename: 'User', id: 'alice', wallets: viewerWallet(12_345, 0, [opened]).viewer.wallets },
    },
  }));
  const remote = showRemote('/wallet', graph);
  await remote.user.click(await screen.findByRole('button', { name: 'Open a wallet' }));
  expect(screen.queryByRole('navigation', { name: 'Your wallets' })).not.toBeInTheDocument();
  await remote.user.click(await screen.findByRole('menuitem', { name: /JPY/ }));
  await waitFor(() => expect(remote.address()).toBe('/wallet?currency=JPY'));
  expect(await screen.findByRole('navigation', { name: 'Your wallets' })).toBeInTheDocument();
  expect(graph.requests('OpenWallet')).toEqual([{ input: { currency: 'JPY' } }]);
});

test('a wallet that cannot be opened is told', async () => {
  const graph = graphOf();
  graph.answer('OpenWallet', () => {
    throw new TypeError('Failed to fetch');
  });
  const remote = showRemote('/wallet', graph);
  await remote.user.click(await screen.findByRole('button', { name: 'Open a wallet' }));
  await remote.user.click(await screen.findByRole('menuitem', { name: /KWD/ }));
  await waitFor(() => expect(graph.requests('OpenWallet')).toHaveLength(1));
  expect(remote.address()).toBe('/wallet');
});

test('one pays from the wallet that the address chooses, in its currency', async () => {
  const graph = graphOf(walletIn('KWD', 5_000));
  graph.answer('MakePayment', () => {
    throw new TypeError('Failed to fetch');
  });
  const { user } = showRemote('/pay?currency=KWD', graph);
  await user.type(await screen.findByLabelText("Recipient's email"), 'bob@payloom.example');
  await user.type(screen.getByLabelText('Amount'), '1.234');
  await user.click(screen.getByRole('button', { name: 'Review payment' }));
  await user.click(await screen.findByRole('button', { name: /^Pay bob/ }));
  await waitFor(() =>
    expect(graph.requests('MakePayment')).toMatchObject([
      { input: { amount: { amountMinor: 1_234, currency: 'KWD' } } },
    ]),
  );
});

describe('the preferred currency', () => {
  const prefers = (preferredCurrency: string) => ({
    viewer: {
      __typename: 'User' as const,
      id: 'alice',
      profile: { __typename: 'Profile' as const, id: 'alice', preferredCurrency },
    },
  });
  const preferring = (currency: string) => {
    const graph = graphOf(walletIn('JPY', 5_000), walletIn('KWD', 1_234));
    graph.answer('PreferredCurrency', () => prefers(currency));
    return graph;
  };
  const balance = async () => within(await screen.findByRole('region', { name: 'You can spend' }));

  test('is that of the wallet which is opened first, and whose month is plotted', async () => {
    const graph = preferring('JPY');
    showRemote('/wallet', graph);
    expect((await balance()).getByText('5,000')).toBeInTheDocument();
    await waitFor(() => expect(graph.requests('PaymentReport')).toMatchObject([{ currency: 'JPY' }]));
    expect(screen.getByRole('button', { name: /^Top up/ })).toBeInTheDocument();
  });

  test('gives way to the address', async () => {
    showRemote('/wallet?currency=KWD', preferring('JPY'));
    expect((await balance()).getByText('1.234')).toBeInTheDocument();
  });

  test('is that of the first wallet for somebody who has none in it, or whose profile is not to be had', async () => {
    showRemote('/wallet', preferring('GBP'));
    expect((await balance()).getByText('123.45')).toBeInTheDocument();
    cleanup();
    const graph = preferring('JPY');
    graph.answer('PreferredCurrency', () => {
      throw new TypeError('Failed to fetch');
    });
    showRemote('/wallet', graph);
    expect((await balance()).getByText('123.45')).toBeInTheDocument();
  });

  test('is followed when it changes on another device, but by no payment that is being made', async () => {
    const graph = preferring('JPY');
    showRemote('/wallet', graph);
    expect((await balance()).getByText('5,000')).toBeInTheDocument();
    const change = () =>
      act(
        () => void graph.client.cache.writeQuery({ query: PreferredCurrencyDocument, data: prefers('KWD') }),
      );
    change();
    expect((await balance()).getByText('1.234')).toBeInTheDocument();
    cleanup();
    const other = preferring('JPY');
    const { user } = showRemote('/pay', other);
    await user.type(await screen.findByLabelText('Amount'), '77');
    act(() => void other.client.cache.writeQuery({ query: PreferredCurrencyDocument, data: prefers('KWD') }));
    expect(screen.getByLabelText('Amount')).toHaveValue('77');
    expect(screen.getByRole('link', { name: /5,000/ })).toHaveAttribute('aria-current', 'true');
  });
});
