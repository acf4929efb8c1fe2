import { openAuthFixture, password, type AuthFixture } from '../../test/fixture.ts';
import { Session } from '../entities/session.entity.ts';
import { createRefreshToken, formatRefreshToken } from '../refresh-token.ts';
import { rotationGraceSeconds } from '../rotation.ts';
import { refreshSession } from './refresh-session.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

const nothing = { __typename: 'SignedOut', sessionId: null, keepsCookie: false };
const byCookie = (refreshToken: string | undefined) => ({ refreshToken, viewer: null });

describe('signOut', () => {
  let auth: AuthFixture;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  afterAll(() => auth.close());

  const endingsOf = async (sessionId: string) =>
    (await auth.events()).filter(
      ({ type, subject }) => type === 'auth.session.ended' && subject === sessionId,
    );

  it('ends the session and tells so once, however often it is asked', async () => {
    const { id, refreshToken, viewer } = await auth.registered('alice@example.com');
    const answers = await Promise.all([1, 2, 3].map(() => signOut(auth.context(), byCookie(refreshToken))));
    expect(answers.filter(({ sessionId }) => sessionId === id)).toHaveLength(1);
    expect(await signOut(auth.context(), byCookie(refreshToken))).toEqual(nothing);
    expect(await endingsOf(id)).toMatchObject([{ actor: viewer.id, data: { reason: 'SIGNED_OUT' } }]);
    const stored = await auth.orm.em.fork().findOneOrFail(Session, id);
    expect(stored).toMatchObject({ endReason: 'SIGNED_OUT', endedAt: auth.clock.now() });
  });

  it('ends the session by an older token of it too', async () => {
    const { id, refreshToken } = await auth.registered('bob@example.com');
    await refreshSession(auth.context(), refreshToken);
    auth.clock.advance(rotationGraceSeconds + 1);
    expect(await signOut(auth.context(), byCookie(refreshToken))).toMatchObject({ sessionId: id });
  });

  it('leaves the other sessions of the user alone', async () => {
    const { refreshToken } = await auth.registered('carol@example.com');
    const other = await auth.registered('dave@example.com');
    await signOut(auth.context(), byCookie(refreshToken));
    expect(await refreshSession(auth.context(), other.refreshToken)).toMatchObject({ __typename: 'Session' });
  });

  it('does nothing without a session', async () => {
    const foreign = formatRefreshToken(createRefreshToken());
    const answers = await Promise.all(
      [undefined, 'x', foreign].map((token) => signOut(auth.context(), byCookie(token))),
    );
    expect(answers).toEqual([nothing, nothing, nothing]);
  });

  /** As whom an access token of the session speaks. */
  const viewerOf = ({ id, viewer }: Awaited<ReturnType<typeof auth.registered>>) => ({
    userId: viewer.id,
    sessionId: id,
  });

  it('ends the session of the access token, where the browser has kept no cookie', async () => {
    const session = await auth.registered('erin@example.com');
    const request = { refreshToken: undefined, viewer: viewerOf(session) };
    expect(await signOut(auth.context(), request)).toMatchObject({ sessionId: session.id });
    expect(await endingsOf(session.id)).toHaveLength(1);
  });

  it('ends nothing of whoever has signed in since, when a browser sends it again with their cookie', async () => {
    const left = await auth.registered('frank@example.com');
    const since = await auth.registered('grace@example.com');
    const request = { refreshToken: since.refreshToken, viewer: viewerOf(left) };
    const [answer, again] = [await signOut(auth.context(), request), await signOut(auth.context(), request)];
    expect(answer).toMatchObject({ sessionId: left.id, keepsCookie: true });
    expect(again).toEqual({ ...nothing, keepsCookie: true });
    expect(await endingsOf(since.id)).toEqual([]);
    expect(await refreshSession(auth.context(), since.refreshToken)).toMatchObject({ __typename: 'Session' });
  });

  it('ends both sessions of somebody who has signed in by two tabs at once, of which one has the cookie', async () => {
    const first = await auth.registered('heidi@example.com');
    const second = await signIn(auth.context(), { email: 'heidi@example.com', password });
    if (second.__typename !== 'Session') throw new Error(`Expected a session, got ${second.__typename}`);
    const request = { refreshToken: second.refreshToken, viewer: viewerOf(first) };
    expect(await signOut(auth.context(), request)).toMatchObject({ sessionId: first.id, keepsCookie: false });
    for (const { id } of [first, second]) expect(await endingsOf(id)).toHaveLength(1);
  });

  it('ends one session once where both are of it', async () => {
    const session = await auth.registered('ivan@example.com');
    const request = { refreshToken: session.refreshToken, viewer: viewerOf(session) };
    expect(await signOut(auth.context(), request)).toMatchObject({
      sessionId: session.id,
      keepsCookie: false,
    });
    expect(await endingsOf(session.id)).toHaveLength(1);
  });
});
