import type { Context } from '../context.ts';
import type { OpenSession } from '../operations/session-lifecycle.ts';

/** Puts the refresh token of a session that was just opened in the cookie; every other result passes through. */
export function handOver<Result extends { readonly __typename: string }>(
  { refreshCookie }: Pick<Context, 'refreshCookie'>,
  result: Result | OpenSession,
): Result | OpenSession {
  if (isOpenSession(result)) refreshCookie.write(result.refreshToken, result.refreshTokenExpiresAt);
  return result;
}

function isOpenSession(result: { readonly __typename: string }): result is OpenSession {
  return result.__typename === 'Session';
}
