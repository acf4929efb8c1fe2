import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  accessTokenAudience,
  accessTokenIssuer,
  createTokenVerifier,
  type TokenVerifier,
} from '@payloom/subgraph-kit/viewer';
import { calculateJwkThumbprint, createLocalJWKSet, exportJWK, SignJWT, type JSONWebKeySet } from 'jose';
import type { Session } from './entities/session.entity.ts';
import type { User } from './entities/user.entity.ts';
import { scopesByRole } from './role-scopes.ts';

export interface AccessToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Signs access tokens, verifies them, and publishes the key to verify them with. */
export interface AccessTokenSigner {
  sign(user: Pick<User, 'id' | 'role'>, session: Pick<Session, 'id'>, now: Date): Promise<AccessToken>;
  readonly verify: TokenVerifier;
  readonly keySet: JSONWebKeySet;
}

export interface AccessTokenSettings {
  /** An Ed25519 private key. */
  signingKey: KeyObject;
  accessTokenSeconds: number;
}

const algorithm = 'EdDSA';

async function publicKeySet(signingKey: KeyObject): Promise<{ kid: string; keySet: JSONWebKeySet }> {
  const jwk = await exportJWK(createPublicKey(signingKey));
  // The thumbprint (RFC 7638) names the key by what it is, so that a new key never goes by an old name.
  const kid = await calculateJwkThumbprint(jwk);
  return { kid, keySet: { keys: [{ ...jwk, kid, alg: algorithm, use: 'sig' }] } };
}

/** Access tokens are JWTs signed with Ed25519 (RFC 8037). */
export async function createAccessTokenSigner(settings: AccessTokenSettings): Promise<AccessTokenSigner> {
  const { signingKey, accessTokenSeconds } = settings;
  const { kid, keySet } = await publicKeySet(signingKey);
  return {
    async sign(user, session, now) {
      const issuedAtSeconds = Math.floor(now.getTime() / 1_000);
      const expiresAtSeconds = issuedAtSeconds + accessTokenSeconds;
      const token = await new SignJWT({
        sid: session.id,
        role: user.role,
        scope: scopesByRole[user.role].join(' '),
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
