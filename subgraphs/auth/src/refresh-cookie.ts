import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

export const refreshCookieName = 'payloom_refresh';

/** Where the refresh token travels: out of reach of scripts, of other sites and of every path but the graph's. */
export interface RefreshCookie {
  read(): string | undefined;
  write(refreshToken: string, expiresAt: Date): void;
  clear(): void;
}

/** The refresh cookie of one request and its reply. */
export function createRefreshCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  secure: boolean,
): RefreshCookie {
  const options: CookieSerializeOptions = { httpOnly: true, sameSite: 'strict', path: '/graphql', secure };
  return {
    read: () => request.cookies[refreshCookieName],
    write: (refreshToken, expiresAt) =>
      void reply.setCookie(refreshCookieName, refreshToken, { ...options, expires: expiresAt }),
    clear: () => void reply.clearCookie(refreshCookieName, options),
  };
}
