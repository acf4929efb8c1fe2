import { audienceOf } from '@payloom/event-contracts/envelope';
import { v7 as uuidv7 } from 'uuid';
import { openAuthFixture, password, type AuthFixture } from '../../test/fixture.ts';
import { endOneSession, endOwnSessions } from './end-sessions.ts';
import { listSessions } from './list-sessions.ts';
import { refreshSession } from './refresh-session.ts';
import type { OpenSession } from './session-lifecycle.ts';
import { signIn } from './sign-in.ts';

const notFound = { __typename: 'SessionNotFound', message: 'That session is not open any more.' };

describe('ending sessions', () => {
  let auth: AuthFixture;
  let here: OpenSession;
  let there: OpenSession;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  beforeEach(async () => {
    await auth.clear();
    here = await auth.registered('alice@example.com');
    there = await signedIn('alice@example.com');
  });
  afterAll(() => auth.close());

  async function signedIn(email: string): Promise<OpenSession> {
    const result = await signIn(auth.context(), { email, password });
    if (result.__typename !== 'Session') throw new Error(result.__typename);
    return result;
  }
  const viewerOf = ({ accessToken }: OpenSession) => auth.signer.verify(accessToken);
  const openIds = async () => {
    const { edges } = await listSessions(auth.context(), here.viewer.id, { first: 20 });
    return edges.map(({ node }) => node.id);
  };
  const endings = async () => (await auth.events()).filter(({ type }) => type === 'auth.session.ended');

  it('ends one on another device, and tells the user, administrators and the gateways', async () => {
    const ended = await endOneSession(auth.context(), await viewerOf(here), there.id);
    expect(ended).toEqual({ __typename: 'SessionsEnded', count: 1, user: { id: here.viewer.id } });
    expect(await openIds()).toEqual([here.id]);
    expect(await refreshSession(auth.context(), there.refreshToken)).toEqual({
      __typename: 'SessionExpired',
      message: 'You were signed out here from another device.',
      reason: 'ENDED_BY_OWNER',
    });
    const [event, ...more] = await endings();
    expect(event).toMatchObject({
      subject: there.id,
      actor: here.viewer.id,
      data: { userId: here.viewer.id, sessionId: there.id, reason: 'ENDED_BY_OWNER' },
    });
    expect(event && audienceOf(event)).toEqual([`user:${here.viewer.id}`, 'role:ADMIN', 'role:GATEWAY']);
    expect(more).toEqual([]);
  });

  it.each([
    ['of somebody else', async () => (await auth.registered('bob@example.com')).id],
    ['that never was', async () => uuidv7()],
    [
      'that has ended',
      async () => {
        await endOneSession(auth.context(), await viewerOf(here), there.id);
        return there.id;
      },
    ],
    ['that is no id', async () => "'; drop table sessions; --"],
  ])('gives for one %s the same answer and changes nothing', async (_name, idOf) => {
    const id = await idOf();
    const before = await auth.events();
    expect(await endOneSession(auth.context(), await viewerOf(here), id)).toEqual(notFound);
    expect(await auth.events()).toEqual(before);
  });

  it('ends the others and leaves the one that asks', async () => {
    await signedIn('alice@example.com');
    const bob = await auth.registered('bob@example.com');
    const ended = await endOwnSessions(auth.context(), await viewerOf(there), 'OTHERS');
    expect(ended.count).toBe(2);
    expect(await openIds()).toEqual([there.id]);
    expect(await refreshSession(auth.context(), bob.refreshToken)).toMatchObject({ __typename: 'Session' });
  });

  it('ends all of them', async () => {
    expect((await endOwnSessions(auth.context(), await viewerOf(here), 'ALL')).count).toBe(2);
    expect(await openIds()).toEqual([]);
  });

  it('is refused to a token whose session has ended', async () => {
    const viewer = await viewerOf(there);
    await endOneSession(auth.context(), await viewerOf(here), there.id);
    const refused = { extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' } };
    await expect(endOwnSessions(auth.context(), viewer, 'ALL')).rejects.toMatchObject(refused);
    expect(await openIds()).toEqual([here.id]);
  });

  it('counts each session once though both devices end all at the same moment', async () => {
    const viewers = [await viewerOf(here), await viewerOf(there)];
    const outcomes = await Promise.allSettled(
      viewers.map((viewer) => endOwnSessions(auth.context(), viewer, 'ALL')),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await endings()).toHaveLength(2);
  });
});
