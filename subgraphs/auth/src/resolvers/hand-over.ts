import type { Context } from '../context.ts';
import type { OpenSession } from '../operations/session-lifecycle.ts';

/** Puts the tokens of a session that was just opened in their cookies; every other result passes through. */
export function handOver<Result extends { readonly __typename: string }>(
  { refreshCookie, deviceCookie }: Pick<Context, 'refreshCookie' | 'deviceCookie'>,
  result: Result | OpenSession,
): Result | OpenSession {
  if (!isOpenSession(result)) return result;
  refreshCookie.write(result.refreshToken, result.refreshTokenExpiresAt);
  if (result.deviceToken !== undefined) deviceCookie.write(result.deviceToken);
  return result;
}

function isOpenSession(result: { readonly __typename: string }): result is OpenSession {
  return result.__typename === 'Session';
}
