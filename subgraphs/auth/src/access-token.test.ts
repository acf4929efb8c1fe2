import { generateKeyPairSync } from 'node:crypto';
import { calculateJwkThumbprint, decodeJwt, decodeProtectedHeader } from 'jose';
import { accessTokenSeconds, createTestSigner } from '../test/fixture.ts';
import { createAccessTokenSigner, type AccessTokenSigner } from './access-token.ts';

const userId = '0199aa00-0000-7000-8000-000000000001';
const newKey = () => generateKeyPairSync('ed25519').privateKey;
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
    const shownAt = new Date('2026-11-28T12:00:00Z');
    const user = { id: userId, role: 'CUSTOMER', emailVerifiedAt: shownAt } as const;
    const { token } = await signer.sign(user, { id: sessionId, provenAt: shownAt }, new Date());
    expect(await signer.verify(token)).toEqual({
      ...{ userId, sessionId, role: 'CUSTOMER', scopes: new Set() },
      authTime: shownAt,
      emailVerified: true,
    });
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

  it('holds while another key signs already, as long as its own is published', async () => {
    const [old, next] = [newKey(), newKey()];
    const before = await createAccessTokenSigner({ signingKeys: [old, next], accessTokenSeconds });
    const after = await createAccessTokenSigner({ signingKeys: [next, old], accessTokenSeconds });
    const { token } = await before.sign({ id: userId, role: 'CUSTOMER' }, { id: sessionId }, new Date());
    expect(await after.verify(token)).toMatchObject({ userId });
    const renewed = await after.sign({ id: userId, role: 'CUSTOMER' }, { id: sessionId }, new Date());
    expect(decodeProtectedHeader(renewed.token).kid).not.toBe(decodeProtectedHeader(token).kid);
    expect(await before.verify(renewed.token)).toMatchObject({ userId });
  });

  it('is refused when another key signed it', async () => {
    const other = await createTestSigner();
    const { token } = await other.sign({ id: userId, role: 'ADMIN' }, { id: sessionId }, new Date());
    await expect(signer.verify(token)).rejects.toMatchObject({ extensions: { reason: 'TOKEN_INVALID' } });
  });
});
