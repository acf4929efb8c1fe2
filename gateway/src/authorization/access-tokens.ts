import { unauthenticated } from '@payloom/subgraph-kit/errors';
import { createTokenVerifier, type TokenVerifier } from '@payloom/subgraph-kit/viewer';
import { createRemoteJWKSet, decodeJwt, errors, type JWTVerifyGetKey } from 'jose';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { BoundedCache } from '../bounded-cache.ts';
import { subgraphUnavailable } from '../errors.ts';
import type { Claim, Revocations } from './revocations.ts';

const verifiedTokensMax = 5_000;
const keysReloadEveryMs = 10 * 60_000;
const keysTimeoutMs = 3_000;

/** A token that counts, whose it is and until when. */
export interface Identity extends Claim {
  readonly expiresAtMs: number;
}

export interface AccessTokens {
  /** Resolves with whose token it is. Throws UNAUTHENTICATED, or SUBGRAPH_UNAVAILABLE when no keys can be had. */
  verify(token: string): Promise<Identity>;
  stop(): void;
}

/** Remembers which tokens it has verified, until they expire: a signature need not be checked twice. */
export function rememberTokens(verifyToken: TokenVerifier): AccessTokens['verify'] {
  const verified = new BoundedCache<string, Identity>({ entriesMax: verifiedTokensMax });
  return async (token) => {
    const known = verified.get(token);
    if (known && known.expiresAtMs > Date.now()) return known;
    verified.delete(token);
    const viewer = await verifyToken(token);
    const { iat = 0, exp = 0 } = decodeJwt(token);
    const identity = { viewer, issuedAtMs: iat * 1000, expiresAtMs: exp * 1000 };
    verified.set(token, identity);
    return identity;
  };
}

/**
 * Verifies with the keys published at `jwksUrl`. They are fetched when first needed and again every few minutes; while
 * the auth subgraph is away, the keys at hand go on to serve. A token whose access has been taken away is refused.
 */
export function openAccessTokens(
  jwksUrl: string,
  revocations: Pick<Revocations, 'refuses'>,
  log: Pick<Logger, 'warn'>,
): AccessTokens {
  const keys = keysAt(jwksUrl);
  const reload = () => {
    keys.reload().catch((err: unknown) => log.warn({ err }, 'the token keys were not reloaded'));
  };
  const timer = setInterval(reload, keysReloadEveryMs).unref();
  const verify = rememberTokens(createTokenVerifier(withOutagesApart(keys)));
  return {
    verify: async (token) => {
      const identity = await verify(token).catch((err: unknown) => {
        if (err instanceof GraphQLError) throw err;
        log.warn({ err }, 'no keys to verify a token with');
        throw subgraphUnavailable();
      });
      if (revocations.refuses(identity)) throw unauthenticated('TOKEN_INVALID');
      return identity;
    },
    stop: () => clearInterval(timer),
  };
}

function keysAt(jwksUrl: string) {
  return createRemoteJWKSet(new URL(jwksUrl), {
    cacheMaxAge: Number.POSITIVE_INFINITY,
    timeoutDuration: keysTimeoutMs,
  });
}

/** Tells a token that no key fits from keys that cannot be had, which jose reports alike. */
function withOutagesApart(getKey: JWTVerifyGetKey): JWTVerifyGetKey {
  return async (header, token) => {
    try {
      return await getKey(header, token);
    } catch (cause) {
      const noKeyFits = cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JOSENotSupported;
      throw noKeyFits ? cause : new Error('The token keys cannot be had', { cause });
    }
  };
}
