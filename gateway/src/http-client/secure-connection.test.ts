import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  createServer,
  getCACertificates,
  setDefaultCACertificates,
  type Server,
  type TLSSocket,
} from 'node:tls';
import { generate } from 'selfsigned';
import { ConnectionPool } from './connection-pool.ts';

const trusted = getCACertificates('default');
const sockets: TLSSocket[] = [];
let server: Server;
let certificate: string;

beforeAll(async () => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  certificate = cert;
  server = createServer({ cert, key, ALPNProtocols: ['http/1.1'] }, (socket) => {
    sockets.push(socket);
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nsecret'));
  });
  server.on('tlsClientError', () => undefined);
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => setDefaultCACertificates(trusted));
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

async function ask(host: string, times = 1): Promise<string[]> {
  const { port } = server.address() as AddressInfo;
  const pool = new ConnectionPool({ origin: `https://${host}:${port}`, connectionsMax: 1, waitingMax: 1 });
  const texts: string[] = [];
  try {
    for (let asked = 0; asked < times; asked += 1) {
      const request = { path: '/', fields: '', body: '{}', timeoutMs: 10_000, signal: undefined };
      texts.push((await pool.post(request)).text);
    }
    return texts;
  } finally {
    await pool.destroy();
  }
}

describe('a secure connection', () => {
  it('is used again, with whom a certificate is trusted of', async () => {
    setDefaultCACertificates([...trusted, certificate]);
    expect(await ask('localhost', 2)).toEqual(['secret', 'secret']);
    expect(sockets).toHaveLength(1);
    expect(sockets[0]?.alpnProtocol).toBe('http/1.1');
  });

  it('is not made where nobody vouches for the certificate', async () => {
    await expect(ask('localhost')).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });

  it('is not made where the certificate is another’s', async () => {
    setDefaultCACertificates([...trusted, certificate]);
    await expect(ask('127.0.0.1')).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });
});
