import { describeFileStoreContract } from './file-store.contract.ts';
import { openS3FileStore } from './s3-file-store.ts';
import { startS3Server } from './s3-server.fixture.ts';

describeFileStoreContract('A bucket', async () => {
  const server = await startS3Server();
  const store = openS3FileStore(server.bucket);
  return {
    store,
    keys: server.keys,
    dispose: async () => {
      await store.close();
      await server.stop();
    },
  };
});

describe('a bucket that is not there', () => {
  it('is a failure, not an empty store', async () => {
    const server = await startS3Server();
    const store = openS3FileStore({ ...server.bucket, bucket: 'elsewhere' });
    await expect(store.get('one.txt')).rejects.toThrow();
    await expect(store.put('one.txt', Buffer.from('one'), 'text/plain')).rejects.toThrow();
    await store.close();
    await server.stop();
  });
});
