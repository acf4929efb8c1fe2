import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { unauthenticated } from './errors.ts';

export const accessTokenIssuer = 'payloom';
export const accessTokenAudience = 'payloom';

/** Who asks. */
export interface Viewer {
  readonly userId: string;
  readonly role: 'CUSTOMER' | 'VENDOR' | 'ADMIN';
  readonly scopes: ReadonlySet<string>;
  readonly sessionId: string;
  /** When they last showed that it is them, by a password or another proof. */
  readonly authTime: Date;
  /** Whether mail to their email is known to reach them. */
  readonly emailVerified: boolean;
}

/** Resolves with the viewer of a token, or throws UNAUTHENTICATED. */
export type TokenVerifier = (token: string) => Promise<Viewer>;

const claimsSchema = z.object({
  sub: z.uuid(),
  sid: z.uuid(),
  role: z.enum(['CUSTOMER', 'VENDOR', 'ADMIN']),
  scope: z.string(),
  // A token without it is as one whose owner has never shown anything.
  auth_time: z.number().default(0),
  email_verified: z.boolean().default(false),
});

/** Verifies access tokens (RFC 7519, EdDSA) with the keys that `getKey` finds. */
export function createTokenVerifier(getKey: JWTVerifyGetKey): TokenVerifier {
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, getKey, {
        issuer: accessTokenIssuer,
        audience: accessTokenAudience,
        algorithms: ['EdDSA'],
        requiredClaims: ['exp'],
      });
      const claims = claimsSchema.parse(payload);
      const scopes = new Set(claims.scope.split(' ').filter((scope) => scope !== ''));
      return {
        userId: claims.sub,
        sessionId: claims.sid,
        role: claims.role,
        scopes,
        authTime: new Date(claims.auth_time * 1_000),
        emailVerified: claims.email_verified,
      };
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw unauthenticated('TOKEN_EXPIRED');
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) {
        // An unreachable key set is our failure, not the caller's.
        if (error instanceof errors.JWKSTimeout) throw error;
        throw unauthenticated('TOKEN_INVALID');
      }
      throw error;
    }
  };
}

/** Verifies with the published keys of the auth subgraph, fetched when first needed and kept. */
export function createRemoteTokenVerifier(jwksUrl: string): TokenVerifier {
  return createTokenVerifier(createRemoteJWKSet(new URL(jwksUrl)));
}

/** The token of an `Authorization: Bearer` header, or null without one. Throws UNAUTHENTICATED on another scheme. */
export function bearerToken(header: string | undefined): string | null {
  if (header === undefined || header === '') return null;
  const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(header)?.[1];
  if (token === undefined) throw unauthenticated('TOKEN_INVALID');
  return token;
}
