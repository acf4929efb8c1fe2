import type { OwnNginx } from '@payloom/testkit/own-nginx';
import { explorerPolicy, sitePolicy } from '../../gateway/src/http/security-headers.ts';
import { ask } from './ask.ts';
import { ownPolicy, startGatewayStandIn, type GatewayStandIn } from './gateway-stand-in.ts';
import { startNginx } from './running-nginx.ts';

const page = { accept: 'text/html,application/xhtml+xml' };

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

describe('the explorer', () => {
  it('is a page of the graph, with the policy that the gateway gives it', async () => {
    const answer = await get('/graphql', page);
    expect(answer.status).toBe(200);
    expect(gateway.seen).toMatchObject([{ method: 'GET', path: '/graphql' }]);
    expect(answer.headers['content-security-policy']).toBe(ownPolicy);
    expect(explorerPolicy).toContain("script-src 'self';");
  });

  it.each(['/explorer/main.0123456789.js', '/explorer/editor.0123456789.css'])(
    'comes with its file %s from the gateway, policy and all',
    async (path) => {
      const answer = await get(path);
      expect([answer.status, gateway.seen.map((seen) => seen.path)]).toEqual([200, [path]]);
      expect(answer.headers['content-security-policy']).toBe(ownPolicy);
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      });
    },
  );

  it('leaves the policy of the site to whatever is no page of it', async () => {
    for (const headers of [{ accept: 'application/json' }, { accept: '*/*' }]) {
      const answer = await get('/graphql', headers);
      expect(answer.headers['content-security-policy']).toBe(sitePolicy);
    }
    const posted = await ask(nginx.place, '/graphql', { method: 'POST', headers: page, body: '{}' });
    expect(posted.headers['content-security-policy']).toBe(sitePolicy);
  });

  it('can only be read', async () => {
    const answer = await ask(nginx.place, '/explorer/', { method: 'POST', body: 'a=b' });
    expect([answer.status, gateway.seen]).toEqual([405, []]);
    expect(answer.headers['content-security-policy']).toBe(sitePolicy);
  });
});
