import { replicaUrls } from './replica-urls.ts';

const both = async () => ['10.0.0.2', '10.0.0.3'];

test('each replica has an address of its own', async () => {
  expect(await replicaUrls('http://auth:4000/readyz', both)).toEqual([
    'http://10.0.0.2:4000/readyz',
    'http://10.0.0.3:4000/readyz',
  ]);
  const addresses = async () => ['fd00::2', 'fd00::3'];
  expect(await replicaUrls('http://auth:4000/readyz', addresses)).toEqual([
    'http://[fd00::2]:4000/readyz',
    'http://[fd00::3]:4000/readyz',
  ]);
});

test.each(['https://auth:4000/readyz', 'http://127.0.0.1:4000/readyz', 'http://[::1]:4000/readyz'])(
  '%s leads to one',
  async (url) => {
    expect(await replicaUrls(url, both)).toEqual([url]);
  },
);

test('a name that stands for one address, or for none, is asked as it is', async () => {
  const url = 'http://auth:4000/readyz';
  expect(await replicaUrls(url, async () => ['10.0.0.2'])).toEqual([url]);
  expect(await replicaUrls(url, () => Promise.reject(new Error('ENOTFOUND')))).toEqual([url]);
});

test('a name server that never answers is waited for a moment only', async () => {
  const never = () => new Promise<readonly string[]>(() => undefined);
  expect(await replicaUrls('http://auth:4000/readyz', never)).toEqual(['http://auth:4000/readyz']);
});
