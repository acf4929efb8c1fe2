import { calculateJwkThumbprint, decodeJwt, decodeProtectedHeader } from 'jose';
import { accessTokenSeconds, createTestSigner } from '../test/fixture.ts';
import type { AccessTokenSigner } from './access-token.ts';

const userId = '0199aa00-0000-7000-8000-000000000001';
const sessionId = '0199aa00-0000-7000-8000-000000000002';

describe('an access token', () => {
  let signer: AccessTokenSigner;
  beforeAll(async () => {
    signer = await createTestSigner();
  });

  it('says who signed in, in which session, with which rights', async () => {
    const now = new Date();
    const { token, expiresAt } = await signer.sign({ id: userId, role: 'ADMIN' }, { id: sessionId }, now);
    expect(decodeJwt(token)).toMatchObject({
      iss: 'payloom',
      aud: 'payloom',
      sub: userId,
      sid: sessionId,
      role: 'ADMIN',
      scope:
        'users:read users:manage audit:read ledger:read payments:read events:read events:manage settings:read settings:manage health:read',
    });
    const lifetimeMs = expiresAt.getTime() - now.getTime();
    expect(lifetimeMs).toBeLessThanOrEqual(accessTokenSeconds * 1_000);
    expect(lifetimeMs).toBeGreaterThan((accessTokenSeconds - 1) * 1_000);
  });

  it('is verified to the viewer it was signed for', async () => {
    const { token } = await signer.sign({ id: userId, role: 'CUSTOMER' }, { id: sessionId }, new Date());
    expect(await signer.verify(token)).toEqual({ userId, sessionId, role: 'CUSTOMER', scopes: new Set() });
  });

  it('names its key by the thumbprint under which the public half is published', async () => {
    const { token } = await signer.sign({ id: userId, role: 'VENDOR' }, { id: sessionId }, new Date());
    const [key] = signer.keySet.keys;
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'EdDSA', kid: key?.kid });
    expect(key?.kid).toBe(await calculateJwkThumbprint(key ?? {}));
    expect(key).not.toHaveProperty('d');
  });

  it('is refused after its time', async () => {
    const past = new Date(Date.now() - (accessTokenSeconds + 60) * 1_000);
    const { token } = await signer.sign({ id: userId, role: 'CUSTOMER' }, { id: sessionId }, past);
    await expect(signer.verify(token)).rejects.toMatchObject({ extensions: { reason: 'TOKEN_EXPIRED' } });
  });

  it('is refused when another key signed it', async () => {
    const other = await createTestSigner();
    const { token } = await other.sign({ id: userId, role: 'ADMIN' }, { id: sessionId }, new Date());
    await expect(signer.verify(token)).rejects.toMatchObject({ extensions: { reason: 'TOKEN_INVALID' } });
  });
});
