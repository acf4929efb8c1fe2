import '@testing-library/jest-dom';
import { jest } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import type { RemoteListing } from '../remotes/remote-list.ts';
import { createRemoteRegistry } from '../remotes/remote-registry.ts';
import { RemoteRegistryContext } from '../remotes/use-remotes.ts';
import { entries, listings } from '../testing/fake-remotes.tsx';
import { HeaderItems } from './header-items.tsx';

/** The header of a site whose remotes in `down` cannot be loaded. */
async function show(...down: string[]) {
  const loadEntry = async ({ name }: RemoteListing) => {
    const entry = entries[name];
    if (!entry || down.includes(name)) throw new Error(`${name} is down`);
    return entry;
  };
  const registry = createRemoteRegistry({ fetchList: async () => listings, loadEntry });
  render(
    <RemoteRegistryContext value={registry}>
      <HeaderItems />
    </RemoteRegistryContext>,
  );
  await act(() => registry.start());
}

beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => jest.restoreAllMocks());

test('what remotes have in the header stands in order, without what fails', async () => {
  await show();
  const first = await screen.findByRole('button', { name: 'First of admin' });
  const second = await screen.findByRole('button', { name: 'Second of payments' });
  expect(first.compareDocumentPosition(second)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  expect(first.parentElement).toHaveAttribute('data-remote', 'admin');
  expect(screen.queryByText(/inner detail/)).not.toBeInTheDocument();
});

test('a remote that is down has nothing there, and harms no other', async () => {
  await show('admin');
  expect(await screen.findByRole('button', { name: 'Second of payments' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'First of admin' })).not.toBeInTheDocument();
});
