import { openAuthFixture, password, type AuthFixture } from '../../test/fixture.ts';
import { confirmItIsMe, type ConfirmItIsMeInput } from './confirm-it-is-me.ts';
import { endOwnSessions } from './end-sessions.ts';
import { refreshSession } from './refresh-session.ts';
import type { OpenSession } from './session-lifecycle.ts';

const email = 'alice@example.com';

describe('confirmItIsMe', () => {
  let auth: AuthFixture;
  let alice: OpenSession;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  beforeEach(async () => {
    await auth.clear();
    alice = await auth.registered(email);
  });
  afterAll(() => auth.close());

  const viewer = () => auth.signer.verify(alice.accessToken);
  const confirm = async (input: ConfirmItIsMeInput) => confirmItIsMe(auth.context(), await viewer(), input);
  const authTime = async () => {
    const refreshed = await refreshSession(auth.context(), alice.refreshToken);
    if (refreshed.__typename !== 'Session') throw new Error(refreshed.message);
    alice = refreshed;
    return (await auth.signer.verify(refreshed.accessToken)).authTime;
  };
  const inSeconds = (date: Date) => new Date(Math.floor(date.getTime() / 1_000) * 1_000);

  it('is what a sign-in shows for a while, and no refresh does', async () => {
    const signedInAt = inSeconds(auth.clock.now());
    expect((await viewer()).authTime).toEqual(signedInAt);
    auth.clock.advance(300);
    expect(await authTime()).toEqual(signedInAt);
  });

  it('renews it by the password, for this session, and says so', async () => {
    auth.clock.advance(300);
    expect(await confirm({ password })).toEqual({ __typename: 'ItIsYou', confirmedAt: auth.clock.now() });
    expect(await authTime()).toEqual(inSeconds(auth.clock.now()));
    const told = (await auth.events()).filter(({ type }) => type === 'auth.session.confirmed');
    expect(told).toMatchObject([{ subject: alice.id, actor: alice.viewer.id, data: { proof: 'PASSWORD' } }]);
  });

  it('renews nothing by a wrong one, and asks for patience after five', async () => {
    const before = await authTime();
    auth.clock.advance(300);
    for (let each = 0; each < 5; each += 1)
      expect(await confirm({ password: 'a wrong password' })).toMatchObject({ __typename: 'WrongPassword' });
    expect(await confirm({ password })).toMatchObject({ __typename: 'TooManyAttempts', retryInSeconds: 5 });
    expect(await authTime()).toEqual(before);
  });

  it.each<ConfirmItIsMeInput>([{}, { password: null }, { password: '' }, { password: 'x'.repeat(201) }])(
    'names what is wrong with %j',
    async (input) => {
      const before = await auth.events();
      expect(await confirm(input)).toMatchObject({
        __typename: 'InvalidInput',
        fields: [{ name: 'password' }],
      });
      expect(await auth.events()).toEqual(before);
    },
  );

  it('takes one proof alone', async () => {
    expect(await confirm({ password, code: '123456' })).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ name: 'code' }],
    });
  });

  it('is not for a session that is over, though its token is not', async () => {
    await endOwnSessions(auth.context(), await viewer(), 'ALL');
    await expect(confirm({ password })).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  });
});
