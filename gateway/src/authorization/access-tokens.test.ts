import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestIssuer, type TestIssuer } from '@payloom/testkit/tokens';
import { v7 as uuidv7 } from 'uuid';
import { silentLog } from '../testing/open-graph.ts';
import { openAccessTokens, rememberTokens, type AccessTokens } from './access-tokens.ts';
import { Revocations } from './revocations.ts';

const userId = uuidv7();
let issuer: TestIssuer;

beforeAll(async () => void (issuer = await createTestIssuer()));

describe('tokens that were verified', () => {
  it('are not verified again until they expire', async () => {
    let verified = 0;
    const verify = rememberTokens(async (token) => {
      verified += 1;
      return issuer.verifyToken(token);
    });
    // Whole seconds are counted, of which the first may be almost over.
    const token = await issuer.sign({ userId }, 3);
    const first = await verify(token);
    expect(await verify(token)).toBe(first);
    expect(verified).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, first.expiresAtMs - Date.now() + 20));
    await expect(verify(token)).rejects.toMatchObject({ extensions: { reason: 'TOKEN_EXPIRED' } });
    await expect(verify(token)).rejects.toThrow();
    expect(verified).toBe(3);
  });
});

describe('the keys', () => {
  let server: Server;
  let up: boolean;
  let tokens: AccessTokens;

  beforeAll(async () => {
    up = true;
    server = createServer((_request, response) => {
      if (up) response.end(JSON.stringify(issuer.jwks));
      else response.writeHead(503).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    tokens = openAccessTokens(url, new Revocations(), silentLog);
  });
  afterAll(() => {
    tokens.stop();
    server.close();
    server.closeAllConnections();
  });

  it('go on to serve while who publishes them is away', async () => {
    const { viewer } = await tokens.verify(await issuer.sign({ userId, role: 'ADMIN' }));
    expect(viewer).toMatchObject({ userId, role: 'ADMIN' });
    up = false;
    expect((await tokens.verify(await issuer.sign({ userId }))).viewer.role).toBe('CUSTOMER');
  });

  it('refuse a token that none of them signed', async () => {
    const stranger = await createTestIssuer();
    await expect(tokens.verify(await stranger.sign({ userId }))).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' },
    });
  });
});
