import { renderHook, waitFor } from '@testing-library/react';
import { giveVaultBrowser } from '@payloom/offline/testing/vault-browser';
import { vault } from '@payloom/offline/vault';
import { act } from 'react';
import { useKept } from './use-kept.ts';
import { WaitingPayments } from './waiting-payments.ts';

const wish = {
  recipientEmail: 'bob@payloom.example',
  amount: { amountMinor: 2500, currency: 'EUR' },
  note: null,
  idempotencyKey: 'one',
};

beforeAll(() => giveVaultBrowser());
afterEach(() => vault.wipe());

it('what was asked for first and is read last does not count', async () => {
  await vault.claim({ id: 'alice', role: 'CUSTOMER' });
  const reads: PromiseWithResolvers<string>[] = [];
  const read = (): Promise<string> => {
    const next = Promise.withResolvers<string>();
    reads.push(next);
    return next.promise;
  };
  const { result } = renderHook(() => useKept(read, 'nothing'));
  expect(result.current).toBe('nothing');
  await act(() => new WaitingPayments(vault, 'alice').add(wish, { isSent: false }));
  await waitFor(() => expect(reads.length).toBeGreaterThanOrEqual(2));
  await act(async () => reads.at(-1)?.resolve('after'));
  expect(result.current).toBe('after');
  await act(async () => reads[0]?.resolve('before'));
  expect(result.current).toBe('after');
});
