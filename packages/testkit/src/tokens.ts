import { createTokenVerifier, type TokenVerifier, type Viewer } from '@payloom/subgraph-kit/viewer';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type JSONWebKeySet } from 'jose';
import { v7 as uuidv7 } from 'uuid';

/** Whom a test signs in. */
export interface TestViewer {
  readonly userId: string;
  /** CUSTOMER when left out. */
  readonly role?: Viewer['role'];
  /** Those of the role when left out. */
  readonly scopes?: readonly string[];
  readonly sessionId?: string;
  /** When they last showed that it is them; just now when left out. */
  readonly authTime?: Date;
  /** Whether their email is proven; it is when left out. */
  readonly emailVerified?: boolean;
}

export interface TestIssuer {
  /** An access token; `expiresInSeconds` below zero makes one that has expired. */
  sign(viewer: TestViewer, expiresInSeconds?: number): Promise<string>;
  readonly verifyToken: TokenVerifier;
  readonly jwks: JSONWebKeySet;
}

const administratorScopes = [
  'users:read',
  'users:manage',
  'audit:read',
  'ledger:read',
  'payments:read',
  'events:read',
  'events:manage',
  'settings:read',
  'settings:manage',
  'health:read',
];

/** Signs access tokens as the auth subgraph does, with a key of its own. */
export async function createTestIssuer(): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'EdDSA', use: 'sig' }] };

  const sign: TestIssuer['sign'] = (viewer, expiresInSeconds = 600) => {
    const { userId, role = 'CUSTOMER', sessionId = uuidv7() } = viewer;
    const scopes = viewer.scopes ?? (role === 'ADMIN' ? administratorScopes : []);
    const nowSeconds = Math.floor(Date.now() / 1_000);
    const { authTime = new Date(), emailVerified = true } = viewer;
    const proof = { auth_time: Math.floor(authTime.getTime() / 1_000), email_verified: emailVerified };
    return new SignJWT({ sid: sessionId, role, scope: scopes.join(' '), ...proof })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'test' })
      .setIssuer('payloom')
      .setAudience('payloom')
      .setSubject(userId)
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + expiresInSeconds)
      .sign(privateKey);
  };
  return { sign, verifyToken: createTokenVerifier(createLocalJWKSet(jwks)), jwks };
}
