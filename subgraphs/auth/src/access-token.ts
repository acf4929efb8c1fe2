import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  accessTokenAudience,
  accessTokenIssuer,
  createTokenVerifier,
  type TokenVerifier,
} from '@payloom/subgraph-kit/viewer';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  SignJWT,
  type JSONWebKeySet,
  type JWK,
} from 'jose';
import type { Session } from './entities/session.entity.ts';
import type { User } from './entities/user.entity.ts';
import { scopesByRole } from './role-scopes.ts';

/** What of a user a token tells. */
export type TokenUser = Pick<User, 'id' | 'role'> & Partial<Pick<User, 'emailVerifiedAt'>>;
/** What of a session a token tells; without `provenAt` nothing has been shown yet. */
export type TokenSession = Pick<Session, 'id'> & Partial<Pick<Session, 'provenAt'>>;

export interface AccessToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Signs access tokens, verifies them, and publishes the key to verify them with. */
export interface AccessTokenSigner {
  sign(user: TokenUser, session: TokenSession, now: Date): Promise<AccessToken>;
  readonly verify: TokenVerifier;
  readonly keySet: JSONWebKeySet;
}

export interface AccessTokenSettings {
  /** Ed25519 private keys: the first one signs, and tokens that any of them signed hold. */
  signingKeys: readonly [KeyObject, ...KeyObject[]];
  accessTokenSeconds: number;
}

const algorithm = 'EdDSA';

/** The thumbprint (RFC 7638) names the key by what it is, so that a new key never goes by an old name. */
async function publicKey(signingKey: KeyObject): Promise<JWK & { kid: string }> {
  const jwk = await exportJWK(createPublicKey(signingKey));
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: algorithm, use: 'sig' };
}

/** Access tokens are JWTs signed with Ed25519 (RFC 8037). */
export async function createAccessTokenSigner(settings: AccessTokenSettings): Promise<AccessTokenSigner> {
  const { signingKeys, accessTokenSeconds } = settings;
  const [signingKey] = signingKeys;
  const { kid } = await publicKey(signingKey);
  const keySet = { keys: await Promise.all(signingKeys.map(publicKey)) };
  return {
    async sign(user, session, now) {
      const issuedAtSeconds = Math.floor(now.getTime() / 1_000);
      const expiresAtSeconds = issuedAtSeconds + accessTokenSeconds;
      const token = await new SignJWT({
        sid: session.id,
        role: user.role,
        scope: scopesByRole[user.role].join(' '),
        // OpenID Connect Core 1.0, 2 and 5.1, name both so.
        auth_time: Math.floor((session.provenAt?.getTime() ?? 0) / 1_000),
        email_verified: user.emailVerifiedAt != null,
      })
        .setProtectedHeader({ alg: algorithm, kid, typ: 'JWT' })
        .setIssuer(accessTokenIssuer)
        .setAudience(accessTokenAudience)
        .setSubject(user.id)
        .setIssuedAt(issuedAtSeconds)
        .setExpirationTime(expiresAtSeconds)
        .sign(signingKey);
      return { token, expiresAt: new Date(expiresAtSeconds * 1_000) };
    },
    verify: createTokenVerifier(createLocalJWKSet(keySet)),
    keySet,
  };
}
