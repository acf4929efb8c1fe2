import { openAuthFixture, type AuthFixture } from '../../test/fixture.ts';
import { Session } from '../entities/session.entity.ts';
import { User } from '../entities/user.entity.ts';
import { createRefreshToken, formatRefreshToken } from '../refresh-token.ts';
import { rotationGraceSeconds } from '../rotation.ts';
import { refreshSession } from './refresh-session.ts';
import type { OpenSession } from './session-lifecycle.ts';
import { signOut } from './sign-out.ts';

const expired = {
  __typename: 'SessionExpired',
  message: 'Your session has ended. Sign in again.',
  reason: 'EXPIRED',
};

describe('refreshSession', () => {
  let auth: AuthFixture;
  let session: OpenSession;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  beforeEach(async () => {
    await auth.clear();
    session = await auth.registered('alice@example.com');
  });
  afterAll(() => auth.close());

  const ask = (token: string | undefined, again = false) => refreshSession(auth.context(), token, again);
  /** As a browser does, which asks again with the token that it has where it is told that there is another. */
  const refresh = (token: string | undefined) => ask(token).catch(() => ask(token, true));
  const refreshed = async (token: string): Promise<OpenSession> => {
    const result = await refresh(token);
    if (result.__typename !== 'Session') throw new Error('The session has ended');
    return result;
  };
  const afterGrace = () => auth.clock.advance(rotationGraceSeconds + 1);
  const stored = () => auth.orm.em.fork().findOneOrFail(Session, session.id);
  const endings = async () => (await auth.events()).filter(({ type }) => type === 'auth.session.ended');

  it('gives a new access token for the same session and another refresh token', async () => {
    auth.clock.advance(60);
    const result = await refreshed(session.refreshToken);
    expect(result).toMatchObject({ id: session.id, viewer: { id: session.viewer.id } });
    expect(result.refreshToken).not.toBe(session.refreshToken);
    expect(result.accessTokenExpiresAt.getTime()).toBe(session.accessTokenExpiresAt.getTime() + 60_000);
    expect((await stored()).lastUsedAt).toEqual(auth.clock.now());
  });

  it('goes on from token to token without end reached early, and does not prolong the session', async () => {
    let token = session.refreshToken;
    const seen = new Set([token]);
    for (let round = 0; round < 5; round += 1) {
      afterGrace();
      const result = await refreshed(token);
      expect(result.refreshTokenExpiresAt).toEqual(session.refreshTokenExpiresAt);
      token = result.refreshToken;
      seen.add(token);
    }
    expect(seen.size).toBe(6);
  });

  it('gives tabs that refresh at once the same successor', async () => {
    const results = await Promise.all(Array.from({ length: 5 }, () => refreshed(session.refreshToken)));
    expect(new Set(results.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    expect(await endings()).toEqual([]);
  });

  it('keeps the tab whose answer comes last, though another went on with the successor', async () => {
    const { refreshToken: successor } = await refreshed(session.refreshToken);
    expect((await refreshed(successor)).refreshToken).toBe(successor);
    auth.clock.advance(rotationGraceSeconds - 1);
    expect((await refreshed(session.refreshToken)).refreshToken).toBe(successor);
    afterGrace();
    expect((await refreshed(successor)).refreshToken).not.toBe(successor);
  });

  it('gives the same again to who lost the answer and asks once more', async () => {
    const { refreshToken: successor } = await refreshed(session.refreshToken);
    // A page waits eight seconds, and then three and six until it asks again.
    auth.clock.advance(8 + 3 + 8);
    expect((await refreshed(session.refreshToken)).refreshToken).toBe(successor);
  });

  it('gives nothing for a token that its page has given up, and leaves the session as it is', async () => {
    const { refreshToken: successor } = await refreshed(session.refreshToken);
    const before = await stored();
    for (const seconds of [rotationGraceSeconds, 86_400]) {
      auth.clock.advance(seconds);
      await expect(ask(session.refreshToken)).rejects.toMatchObject({
        message: 'Another token has taken the place of this one.',
        extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_REPLACED' },
      });
    }
    expect(await stored()).toEqual(before);
    expect(await endings()).toEqual([]);
    expect((await refreshed(successor)).id).toBe(session.id);
  });

  it('goes on for who asks again and has the successor by then', async () => {
    const { refreshToken: successor } = await refreshed(session.refreshToken);
    auth.clock.advance(rotationGraceSeconds);
    await expect(ask(session.refreshToken)).rejects.toThrow();
    expect(await ask(successor, true)).toMatchObject({ __typename: 'Session', id: session.id });
  });

  it('ends the session when a token is used again after the grace', async () => {
    const { refreshToken: successor } = await refreshed(session.refreshToken);
    auth.clock.advance(rotationGraceSeconds);
    expect(await refresh(session.refreshToken)).toEqual(expired);
    expect(await refresh(successor)).toEqual(expired);
    expect(await endings()).toMatchObject([
      { subject: session.id, actor: 'system', data: { reason: 'TOKEN_REUSED', userId: session.viewer.id } },
    ]);
  });

  it('ends the session when a token many rotations old is used', async () => {
    let token = session.refreshToken;
    for (let round = 0; round < 3; round += 1) {
      token = (await refreshed(token)).refreshToken;
      afterGrace();
    }
    token = (await refreshed(token)).refreshToken;
    expect(await ask(session.refreshToken)).toEqual(expired);
    expect(await refresh(token)).toEqual(expired);
    expect(await stored()).toMatchObject({ endReason: 'TOKEN_REUSED', endedAt: auth.clock.now() });
  });

  it('ends nothing for a token that no session has', async () => {
    const foreign = formatRefreshToken(createRefreshToken());
    expect(await Promise.all([undefined, '', 'x', foreign].map(refresh))).toEqual(Array(4).fill(expired));
    await refreshed(session.refreshToken);
    expect(await endings()).toEqual([]);
  });

  it('ends the session after thirty days', async () => {
    auth.clock.advance(30 * 24 * 60 * 60);
    expect(await refresh(session.refreshToken)).toEqual(expired);
    expect(await refresh(session.refreshToken)).toEqual(expired);
    expect(await endings()).toMatchObject([{ data: { reason: 'EXPIRED' } }]);
  });

  it('refuses a session that was signed out', async () => {
    await signOut(auth.context(), { refreshToken: session.refreshToken, viewer: null });
    expect(await refresh(session.refreshToken)).toEqual(expired);
  });

  it('refuses who has been suspended', async () => {
    await auth.orm.em.fork().nativeUpdate(User, session.viewer.id, { status: 'SUSPENDED' });
    expect(await refresh(session.refreshToken)).toEqual(expired);
  });
});
