import type { OwnNginx } from '@payloom/testkit/own-nginx';
import { sitePolicy } from '../../gateway/src/http/security-headers.ts';
import { ask } from './ask.ts';
import { askAtOnce } from './ask-at-once.ts';
import { secondHalfAfterMs, startGatewayStandIn, type GatewayStandIn } from './gateway-stand-in.ts';
import { startNginx } from './running-nginx.ts';

const path = '/graphql/stream';
const subscription = {
  method: 'POST',
  headers: { authorization: 'Bearer x', accept: 'text/event-stream' },
  body: '{"query":"{ version }"}',
};

let gateway: GatewayStandIn;
let nginx: OwnNginx;

beforeAll(async () => {
  gateway = await startGatewayStandIn();
  nginx = await startNginx({ gatewayUrl: gateway.url });
});
afterAll(async () => {
  await nginx.stop();
  await gateway.stop();
});
beforeEach(() => void gateway.seen.splice(0));

describe('an event stream', () => {
  it('is handed on as it comes, uncompressed, and the gateway hears who asks', async () => {
    const headers = { ...subscription.headers, 'accept-encoding': 'gzip' };
    const { body, firstMs, lastMs, ...answer } = await ask(nginx.place, path, { ...subscription, headers });
    expect(body.toString()).toBe('first half\nsecond half\n');
    expect(lastMs - firstMs).toBeGreaterThan(secondHalfAfterMs / 2);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'content-security-policy': sitePolicy,
    });
    expect(gateway.seen[0]?.headers).toMatchObject({
      authorization: 'Bearer x',
      'x-forwarded-for': '127.0.0.1',
    });
  });

  it('is asked for by up to 256 kB', async () => {
    const more = await ask(nginx.place, path, { ...subscription, body: Buffer.alloc(256 * 1024 + 1, 'a') });
    expect(more.status).toBe(413);
    expect(JSON.parse(more.body.toString())).toMatchObject({
      errors: [{ extensions: { code: 'REQUEST_TOO_LARGE' } }],
    });
    expect(gateway.seen).toEqual([]);
  });

  it('is opened by an address now and then', async () => {
    const question = { ...subscription, from: '127.0.0.6' };
    const { taken, seconds, refused } = await askAtOnce(nginx.place, 100, path, question);
    expect(taken).toBeGreaterThanOrEqual(61);
    expect(taken).toBeLessThanOrEqual(62 + 10 * seconds);
    expect(refused[0]?.headers['retry-after']).toBe('2');
  });
});
