import { exportJWK, generateKeyPair, SignJWT, createLocalJWKSet, type JWK } from 'jose';
import { mayRead } from './context.ts';
import { bearerToken, createTokenVerifier } from './viewer.ts';

const userId = '0199aa00-0000-7000-8000-000000000001';
const sessionId = '0199aa00-0000-7000-8000-000000000002';
const keys = await generateKeyPair('EdDSA', { extractable: true });
const jwk: JWK = { ...(await exportJWK(keys.publicKey)), kid: 'now', alg: 'EdDSA' };
const verify = createTokenVerifier(createLocalJWKSet({ keys: [jwk] }));

interface Claims {
  issuer?: string;
  expiresInSeconds?: number;
  payload?: Record<string, unknown>;
}

function sign(
  { issuer = 'payloom', expiresInSeconds = 60, payload = {} }: Claims = {},
  key = keys.privateKey,
) {
  return new SignJWT({ sid: sessionId, role: 'ADMIN', scope: 'users:read audit:read', ...payload })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'now' })
    .setSubject(userId)
    .setIssuer(issuer)
    .setAudience('payloom')
    .setExpirationTime(Math.floor(Date.now() / 1000) + expiresInSeconds)
    .sign(key);
}

const refusal = (reason: string) => ({ extensions: { code: 'UNAUTHENTICATED', reason } });

describe('a token verifier', () => {
  it('reads the viewer and their scopes', async () => {
    const viewer = await verify(await sign());
    expect(viewer).toEqual({
      userId,
      sessionId,
      role: 'ADMIN',
      scopes: new Set(['users:read', 'audit:read']),
      authTime: new Date(0),
      emailVerified: false,
    });
    const proven = await verify(await sign({ payload: { auth_time: 1_700_000_000, email_verified: true } }));
    expect(proven).toMatchObject({ authTime: new Date(1_700_000_000_000), emailVerified: true });
  });

  it('says that a token has expired', async () => {
    await expect(verify(await sign({ expiresInSeconds: -1 }))).rejects.toMatchObject(
      refusal('TOKEN_EXPIRED'),
    );
  });

  it('refuses a token of another issuer, another key, other claims or none of these', async () => {
    const stranger = await generateKeyPair('EdDSA');
    const tokens = [
      await sign({ issuer: 'somebody' }),
      await sign({}, stranger.privateKey),
      await sign({ payload: { role: 'KING' } }),
      'no.token.atall',
    ];
    for (const token of tokens) {
      await expect(verify(token)).rejects.toMatchObject(refusal('TOKEN_INVALID'));
    }
  });
});

describe('bearerToken', () => {
  it('finds the token, or none', () => {
    expect(bearerToken('Bearer abc.def.ghi')).toBe('abc.def.ghi');
    expect(bearerToken(undefined)).toBeNull();
  });

  it.each(['Basic abc', 'Bearer', 'Bearer a b'])('refuses %s', (header) => {
    expect(() => bearerToken(header)).toThrow('not valid');
  });
});

describe('mayRead', () => {
  const proof = { authTime: new Date(), emailVerified: true };
  const viewer = {
    ...proof,
    ...{ userId, sessionId },
    role: 'CUSTOMER',
    scopes: new Set(['payments:read']),
  } as const;

  it('lets owners and holders of the scope, and nobody else', () => {
    expect(mayRead(viewer, userId, 'users:read')).toBe(true);
    expect(mayRead(viewer, sessionId, 'payments:read')).toBe(true);
    expect(mayRead(viewer, sessionId, 'users:read')).toBe(false);
    expect(mayRead(null, userId, 'users:read')).toBe(false);
  });
});
