import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { checkDisk, checkNode, checkPort } from './checks.ts';

it('says which Node.js it is and how to get the right one', () => {
  expect(() => checkNode('20.20.2')).toThrow(/Node\.js 20\.20\.2.*need 24.*npx --yes pnpm@12 start/);
  expect(() => checkNode('24.0.0')).not.toThrow();
  expect(() => checkNode('26.1.0')).not.toThrow();
});

it('names a taken port and what to do', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    await expect(checkPort(port, '127.0.0.1')).rejects.toThrow(
      `Port ${port} is taken by another program. Stop that program, or choose another port: PORT=${port + 1}`,
    );
  } finally {
    server.close();
  }
  await once(server, 'close');
  await expect(checkPort(port, '127.0.0.1')).resolves.toBeUndefined();
});

it('says how much disk there is and how much is needed', async () => {
  await expect(checkDisk(tmpdir(), Number.MAX_SAFE_INTEGER)).rejects.toThrow(
    /has \d+ MB free, and Payloom needs/,
  );
  await expect(checkDisk(tmpdir(), 0)).resolves.toBeUndefined();
});
