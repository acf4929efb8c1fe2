import { appendFor } from '../testing/live-stores.ts';
import { describeLiveStoreContract } from './live-store.contract.ts';
import { CursorLost } from './live-store.ts';
import { MemoryLiveStore } from './memory-live-store.ts';

describeLiveStoreContract('the memory of a process', () => ({
  open: (bounds = {}) => new MemoryLiveStore(bounds),
  dispose: async () => {},
}));

describe('the memory of a process', () => {
  it('does not know a cursor of before a restart', async () => {
    const [before, after] = [new MemoryLiveStore(), new MemoryLiveStore()];
    const first = await appendFor(before, 'role:A');
    await appendFor(after, 'role:A');
    await expect(after.readAfter(['role:A'], first)).rejects.toThrow(CursorLost);
  });
});
