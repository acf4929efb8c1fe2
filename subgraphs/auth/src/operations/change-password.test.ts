import { openAuthFixture, password, type AuthFixture } from '../../test/fixture.ts';
import { changePassword } from './change-password.ts';
import { refreshSession } from './refresh-session.ts';
import type { OpenSession } from './session-lifecycle.ts';
import { signIn } from './sign-in.ts';

const email = 'alice@example.com';
const newPassword = 'battery staple correct';

describe('changePassword', () => {
  let auth: AuthFixture;
  let here: OpenSession;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  beforeEach(async () => {
    await auth.clear();
    here = await auth.registered(email);
  });
  afterAll(() => auth.close());

  const viewer = () => auth.signer.verify(here.accessToken);
  const change = async (currentPassword: string, next = newPassword) =>
    changePassword(auth.context(), await viewer(), { currentPassword, newPassword: next });
  const signInWith = (tried: string) => signIn(auth.context(), { email, password: tried });

  it('lets the new one in and the old one out, and ends the other sessions', async () => {
    const there = await signInWith(password);
    if (there.__typename !== 'Session') throw new Error(there.__typename);
    expect(await change(password)).toEqual({ __typename: 'PasswordChanged', endedSessionCount: 1 });
    expect(await signInWith(password)).toMatchObject({ __typename: 'InvalidCredentials' });
    expect(await signInWith(newPassword)).toMatchObject({ __typename: 'Session' });
    expect(await refreshSession(auth.context(), here.refreshToken)).toMatchObject({ id: here.id });
    expect(await refreshSession(auth.context(), there.refreshToken)).toMatchObject({
      message: 'Your password was changed. Sign in with the new one.',
    });
    const told = (await auth.events()).filter(({ type }) => /ended|password/.test(type));
    expect(told).toMatchObject([
      { type: 'auth.session.ended', data: { reason: 'PASSWORD_RESET', sessionId: there.id } },
      { type: 'auth.user.password-changed', actor: here.viewer.id, data: { userId: here.viewer.id } },
    ]);
    expect(JSON.stringify(told)).not.toContain(newPassword);
  });

  it('asks for the present one, and for patience after five wrong ones', async () => {
    const before = await auth.events();
    for (let each = 0; each < 5; each += 1)
      expect(await change('a wrong password')).toEqual({
        __typename: 'WrongPassword',
        message: 'That is not your present password.',
      });
    expect(await change(password)).toMatchObject({ __typename: 'TooManyAttempts', retryInSeconds: 5 });
    expect(await auth.events()).toEqual(before);
  });

  it.each([
    ['newPassword', password, 'too short'],
    ['newPassword', password, 'x'.repeat(201)],
    ['newPassword', password, password],
    ['currentPassword', '', newPassword],
  ])('names %s when it is not acceptable, and changes nothing (%#)', async (name, current, next) => {
    expect(await change(current, next)).toMatchObject({ __typename: 'InvalidInput', fields: [{ name }] });
    expect(await signInWith(password)).toMatchObject({ __typename: 'Session' });
  });

  it('happens once though it is asked for twice at the same moment', async () => {
    const answers = await Promise.all([
      change(password, 'the first new one'),
      change(password, 'the second new one'),
    ]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['PasswordChanged', 'WrongPassword']);
  });
});
