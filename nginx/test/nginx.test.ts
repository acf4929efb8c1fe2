import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { connect as connectTls, type SecureVersion } from 'node:tls';
import { gunzipSync } from 'node:zlib';
import type { OwnNginx } from '@payloom/testkit/own-nginx';
import { WebSocket } from 'ws';
import { sitePolicy } from '../../gateway/src/http/security-headers.ts';
import { ask, askPlainly, certificateOf } from './ask.ts';
import { askAtOnce } from './ask-at-once.ts';
import {
  ownPolicy,
  secondHalfAfterMs,
  startGatewayStandIn,
  type GatewayStandIn,
} from './gateway-stand-in.ts';
import { siteFiles, startNginx } from './running-nginx.ts';

const page = { accept: 'text/html' };
const anOperation = {
  method: 'POST',
  headers: { authorization: 'Bearer x' },
  body: '{"query":"{ version }"}',
};
const shell = '/assets/shell.01028881da.js';
const bytes = (count: number) => Buffer.alloc(count, 'a');

let gateway: GatewayStandIn;
let nginx: OwnNginx;
const get = (path: string, headers: Record<string, string> = {}) => ask(nginx.place, path, { headers });

beforeAll(async () => {
  gateway = await startGatewayStandIn();
  nginx = await startNginx({ gatewayUrl: gateway.url });
});
afterAll(async () => {
  await nginx.stop();
  await gateway.stop();
});
beforeEach(() => void gateway.seen.splice(0));

/** The TLS version and the protocol above it that nginx agrees to. */
async function handshake(version: SecureVersion): Promise<[string | null, string | false | null]> {
  const { place } = nginx;
  const socket = connectTls({
    ...{ host: '127.0.0.1', port: place.httpsPort, servername: 'localhost', ca: certificateOf(place) },
    ...{ minVersion: version, maxVersion: version, ALPNProtocols: ['h2', 'http/1.1'] },
  });
  await once(socket, 'secureConnect');
  const agreed: [string | null, string | false | null] = [socket.getProtocol(), socket.alpnProtocol];
  socket.destroy();
  return agreed;
}

describe('the configuration', () => {
  it('is right, and nginx warns of nothing but how HTTP/2 is asked for', () => {
    const complaints = nginx.verdict.split('\n').filter((line) => /\[\w+\]/.test(line));
    expect(complaints.filter((line) => !line.includes('"listen ... http2" directive is deprecated'))).toEqual(
      [],
    );
    expect(nginx.verdict).toContain('test is successful');
  });
});

describe('a connection', () => {
  it('is TLS 1.3 and HTTP/2', async () => {
    expect(await handshake('TLSv1.3')).toEqual(['TLSv1.3', 'h2']);
    const session = connectHttp2(`https://localhost:${nginx.place.httpsPort}`, {
      ca: certificateOf(nginx.place),
    });
    const stream = session.request({ ':path': '/', accept: 'text/html' });
    const [headers] = await once(stream, 'response');
    expect(headers[':status']).toBe(200);
    session.destroy();
  });

  it('is refused with an older TLS', async () => {
    await expect(handshake('TLSv1.2')).rejects.toThrow(/protocol version|alert/i);
  });

  it('without TLS leads to the same address with it', async () => {
    const { status, headers } = await askPlainly(nginx.place, '/payments?status=PENDING');
    expect(status).toBe(308);
    expect(headers.location).toBe('https://pay.example/payments?status=PENDING');
  });
});

describe('a page', () => {
  it('comes with the policy that the gateway sends, which lets nothing be written into it', async () => {
    const { status, headers, body } = await get('/', page);
    expect([status, body.toString()]).toEqual([200, siteFiles['index.html']]);
    expect(headers['content-security-policy']).toBe(sitePolicy);
    expect(sitePolicy).not.toMatch(/unsafe|\*/);
  });

  it('comes with everything else that keeps it from being framed, sniffed or leaked', async () => {
    const { headers } = await get('/', page);
    expect(headers).toMatchObject({
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('geolocation=()'),
      'x-request-id': expect.stringMatching(/^[\da-f]{32}$/),
      server: 'nginx',
    });
  });

  it.each(['/payments', '/payments/0198c000', '/admin/users?role=ADMIN'])(
    'is there for the client’s own path %s',
    async (path) => {
      const { status, headers, body } = await get(path, page);
      expect([status, body.toString()]).toEqual([200, siteFiles['index.html']]);
      expect(headers['content-security-policy']).toBe(sitePolicy);
    },
  );

  it.each([
    ['a file that is not there', '/assets/gone.0123456789.js', page],
    ['a path that no page is asked of', '/payments', { accept: 'application/json' }],
  ])('is not sent for %s', async (_case, path, headers) => {
    const answer = await get(path, headers);
    expect([answer.status, answer.body.toString()]).toEqual([404, '{"message":"There is nothing here."}']);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('can only be read', async () => {
    for (const path of ['/', '/payments', shell]) {
      const { status } = await ask(nginx.place, path, { method: 'POST', headers: page, body: 'a=b' });
      expect([path, status]).toEqual([path, 405]);
    }
  });
});

describe('a cache on the way', () => {
  it.each([
    [shell, 'public, max-age=31536000, immutable'],
    ['/remotes/auth/0.1.0-5e92d925b0/remote-entry.b92b47d307.js', 'public, max-age=31536000, immutable'],
    ['/', 'no-cache'],
    ['/index.html', 'no-cache'],
    ['/payments', 'no-cache'],
    ['/remotes.json', 'no-cache'],
    ['/remotes/auth/0.1.0-5e92d925b0/mf-manifest.json', 'no-cache'],
  ])('keeps %s as %s', async (path, expected) => {
    const { status, headers } = await get(path, page);
    expect([status, headers['cache-control']]).toEqual([200, expected]);
  });

  it('hears that a page is still the same', async () => {
    const { headers } = await get('/', page);
    const again = await get('/', { ...page, 'if-none-match': headers.etag ?? '' });
    expect(again.status).toBe(304);
  });

  it('gets what was compressed when it was built, and is told that there are two of it', async () => {
    const { headers, body } = await get(shell, { 'accept-encoding': 'br, gzip' });
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    expect(headers.etag).not.toMatch(/^W/);
    expect(gunzipSync(body).toString()).toBe(siteFiles['assets/shell.01028881da.js']);
    const plain = await get(shell);
    expect(plain.headers['content-encoding']).toBeUndefined();
  });
});

describe('what is inside', () => {
  it.each(['/readyz', '/metrics', '/webhooks/provider', '/auth/graphql', '/.well-known/jwks.json'])(
    'cannot be reached at %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
      expect(gateway.seen).toEqual([]);
    },
  );

  it.each(['/../secrets/tls.key', '/assets/..%2f..%2fsecrets/tls.key', '//secrets/tls.key'])(
    'cannot be reached by %s',
    async (path) => {
      const { status, body } = await get(path);
      expect([400, 404]).toContain(status);
      expect(body.toString()).not.toContain('PRIVATE KEY');
    },
  );
});

describe('the graph', () => {
  it('gets who asks, and by which id, whatever a caller makes up', async () => {
    const headers = { ...anOperation.headers, 'x-forwarded-for': '10.0.0.1', 'x-request-id': 'made-up-id' };
    const answer = await ask(nginx.place, '/graphql', { ...anOperation, headers, from: '127.0.0.2' });
    expect(answer.status).toBe(200);
    const [seen] = gateway.seen;
    expect(seen?.headers).toMatchObject({
      authorization: 'Bearer x',
      'x-forwarded-for': '127.0.0.2',
      'x-request-id': answer.headers['x-request-id'],
      'x-forwarded-proto': 'https',
    });
    expect(seen?.bodyBytes).toBe(anOperation.body.length);
  });

  it('answers without saying what answered, compressed as it passes', async () => {
    const headers = { ...anOperation.headers, 'accept-encoding': 'gzip' };
    const answer = await ask(nginx.place, '/graphql', { ...anOperation, headers });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(answer.body).toString()).toContain('payloom');
    expect(JSON.stringify(answer.headers)).not.toMatch(/Inner|inner-request-id|\d\.\d+\.\d/);
    expect(answer.headers['content-security-policy']).toBe(sitePolicy);
  });

  it('takes what pages tell of themselves, up to 16 kB', async () => {
    const most = await ask(nginx.place, '/telemetry', { ...anOperation, body: bytes(16 * 1024) });
    expect(most.status).toBe(200);
    const more = await ask(nginx.place, '/telemetry', { ...anOperation, body: bytes(16 * 1024 + 1) });
    expect(more.status).toBe(413);
    expect(gateway.seen.map(({ path }) => path)).toEqual(['/telemetry']);
  });

  it('takes operations of up to 256 kB', async () => {
    const most = await ask(nginx.place, '/graphql', { ...anOperation, body: bytes(256 * 1024) });
    expect(most.status).toBe(200);
    const more = await ask(nginx.place, '/graphql', { ...anOperation, body: bytes(256 * 1024 + 1) });
    expect(more.status).toBe(413);
    expect(JSON.parse(more.body.toString())).toEqual({
      errors: [{ message: 'That is too large.', extensions: { code: 'REQUEST_TOO_LARGE' } }],
    });
    expect(gateway.seen).toHaveLength(1);
  });

  it('takes few operations of strangers at once, such as signing in, and says when to come again', async () => {
    const stranger = { method: 'POST', body: '{}', from: '127.0.0.3' };
    const { taken, seconds, refused: all } = await askAtOnce(nginx.place, 80, '/graphql', stranger);
    expect(taken).toBeGreaterThanOrEqual(41);
    expect(taken).toBeLessThanOrEqual(42 + 3 * seconds);
    expect(taken + all.length).toBe(80);
    const [refused] = all;
    if (!refused) throw new Error(`None of 80 was refused in ${seconds} s.`);
    expect(refused.headers['retry-after']).toBe('2');
    expect(JSON.parse(refused.body.toString())).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED' } }],
    });
    expect(refused.headers['strict-transport-security']).toBeDefined();
    expect(refused.headers['cache-control']).toBe('no-store');
  });

  it('takes more of those who have signed in, and of other addresses', async () => {
    const signedIn = { ...anOperation, from: '127.0.0.3' };
    expect((await askAtOnce(nginx.place, 80, '/graphql', signedIn)).taken).toBe(80);
    const { refused } = await askAtOnce(nginx.place, 400, '/graphql', { ...anOperation, from: '127.0.0.4' });
    expect(refused.length).toBeGreaterThan(0);
  });

  it('is heard over sockets', async () => {
    const { place } = nginx;
    const socket = new WebSocket(`wss://localhost:${place.httpsPort}/graphql`, 'graphql-transport-ws', {
      ca: certificateOf(place),
    });
    await once(socket, 'open');
    socket.send('ping');
    const [message] = await once(socket, 'message');
    expect(String(message)).toBe('ping');
    expect(gateway.seen[0]?.headers).toMatchObject({ upgrade: 'websocket', 'x-forwarded-for': '127.0.0.1' });
    socket.terminate();
  });
});

describe('a file', () => {
  const upload = { method: 'POST', headers: { authorization: 'Bearer x' } };

  it('may have 8 MB, and keeps the policy of whoever made it', async () => {
    const most = await ask(nginx.place, '/files/profile/avatars', {
      ...upload,
      body: bytes(8 * 1024 * 1024),
    });
    expect(most.status).toBe(200);
    expect(gateway.seen[0]?.bodyBytes).toBe(8 * 1024 * 1024);
    expect(most.headers['content-security-policy']).toBe(ownPolicy);
    const more = await ask(nginx.place, '/files/profile/avatars', {
      ...upload,
      body: bytes(8 * 1024 * 1024 + 1),
    });
    expect([more.status, more.body.toString()]).toEqual([413, '{"message":"That is too large."}']);
  });

  it('is handed on as it comes', async () => {
    const { body, firstMs, lastMs } = await get('/files/payments/payments.csv');
    expect(body.toString()).toBe('first half\nsecond half\n');
    expect(lastMs - firstMs).toBeGreaterThan(secondHalfAfterMs / 2);
  });

  it('is taken from an address now and then', async () => {
    const question = { ...upload, body: 'a', from: '127.0.0.5' };
    const { taken, seconds, refused } = await askAtOnce(nginx.place, 14, '/files/profile/avatars', question);
    expect(taken).toBeGreaterThanOrEqual(11);
    expect(taken).toBeLessThanOrEqual(12 + seconds / 2);
    expect(taken + refused.length).toBe(14);
  });
});
