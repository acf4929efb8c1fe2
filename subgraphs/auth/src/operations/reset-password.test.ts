import { QueuedMail } from '@payloom/mail/queued-mail.entity';
import { openAuthFixture, password, type AuthFixture } from '../../test/fixture.ts';
import { Session } from '../entities/session.entity.ts';
import { User } from '../entities/user.entity.ts';
import { refreshSession } from './refresh-session.ts';
import { requestPasswordReset, resetPassword } from './reset-password.ts';
import type { OpenSession } from './session-lifecycle.ts';
import { signIn } from './sign-in.ts';

const email = 'alice@example.com';
const newPassword = 'battery staple correct';
const expired = { __typename: 'LinkExpired', message: expect.any(String) };

describe('a forgotten password', () => {
  let auth: AuthFixture;
  let alice: OpenSession;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  beforeEach(async () => {
    await auth.clear();
    alice = await auth.registered(email);
    await auth.mails();
  });
  afterAll(() => auth.close());

  const ask = (of = email, clientAddress = '192.0.2.7') =>
    requestPasswordReset({ ...auth.context(), clientAddress }, { email: of });
  const reset = (token: string, next = newPassword) =>
    resetPassword(auth.context(), { token, newPassword: next });
  const signInWith = (tried: string) => signIn(auth.context(), { email, password: tried });

  it('is replaced by way of a mail, and every session ends', async () => {
    expect(await ask(' Alice@Example.com ')).toEqual({ __typename: 'PasswordResetRequested', email });
    const [mail] = await auth.mails();
    expect(mail).toMatchObject({ to: email, subject: 'Choose another password' });
    const token = /reset-password#([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
    expect(await reset(token)).toEqual({ __typename: 'PasswordReset', email });
    expect(await signInWith(password)).toMatchObject({ __typename: 'InvalidCredentials' });
    expect(await signInWith(newPassword)).toMatchObject({ __typename: 'Session' });
    expect(await refreshSession(auth.context(), alice.refreshToken)).toMatchObject({
      message: 'Your password was changed. Sign in with the new one.',
    });
    const told = (await auth.events()).filter(({ type }) => /ended|password|verified/.test(type));
    expect(told).toMatchObject([
      { type: 'auth.session.ended', data: { reason: 'PASSWORD_RESET', sessionId: alice.id } },
      { type: 'auth.user.password-changed', actor: alice.viewer.id },
      { type: 'auth.user.email-verified' },
    ]);
    expect(await auth.mails()).toMatchObject([{ to: email, subject: 'Your password was changed' }]);
  });

  it('is answered alike, and by the same work, whether or not the email has an account', async () => {
    const work = async (of: string) => {
      const before = auth.queries.length;
      const { __typename } = await ask(of);
      return [__typename, ...auth.queries.slice(before).map((sql) => sql.replace(/.*\] /, '').slice(0, 25))];
    };
    const forSomebody = await work(email);
    expect(await work('nobody@example.com')).toEqual(forSomebody);
    expect(await auth.orm.em.fork().count(QueuedMail)).toBe(2);
    expect(await auth.mails()).toMatchObject([{ to: email }]);
  });

  it('is not mailed for an account that is suspended', async () => {
    await auth.orm.em.fork().nativeUpdate(User, alice.viewer.id, { status: 'SUSPENDED' });
    expect(await ask()).toMatchObject({ __typename: 'PasswordResetRequested' });
    expect(await auth.mails()).toEqual([]);
  });

  it('can be asked for three times, then with patience, for one email and from one address', async () => {
    for (const asked of [email, 'nobody@example.com']) {
      for (let each = 0; each < 3; each += 1)
        expect(await ask(asked)).toMatchObject({ __typename: 'PasswordResetRequested' });
      expect(await ask(asked, '192.0.2.8')).toMatchObject({
        __typename: 'TooManyAttempts',
        retryInSeconds: 60,
      });
    }
    const many = Array.from({ length: 40 }, (_, index) => ask(`person${index}@example.com`));
    const names = (await Promise.all(many)).map(({ __typename }) => __typename);
    expect(names.filter((name) => name === 'PasswordResetRequested')).toHaveLength(24);
    expect(await ask('other@example.com', '192.0.2.9')).toMatchObject({
      __typename: 'PasswordResetRequested',
    });
  });

  it.each(['', 'nobody', `${'a'.repeat(250)}@example.com`, "' or 1=1 --"])(
    'is not asked for with %j, which is no email',
    async (wrong) => {
      expect(await ask(wrong)).toMatchObject({ __typename: 'InvalidInput', fields: [{ name: 'email' }] });
      expect(await auth.orm.em.fork().count(QueuedMail)).toBe(0);
    },
  );

  it('is replaced once by one link, whoever else holds it', async () => {
    await ask();
    const token = await auth.mailedToken();
    const answers = await Promise.all([reset(token), reset(token, 'the password of a thief')]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['LinkExpired', 'PasswordReset']);
    expect(await reset(token)).toEqual(expired);
  });

  it('takes every other link with it', async () => {
    await ask();
    const first = await auth.mailedToken();
    await ask();
    await reset(await auth.mailedToken());
    expect(await reset(first, 'yet another password')).toEqual(expired);
  });

  it('cannot be replaced by a link after an hour, nor by one that proves an email', async () => {
    await ask();
    const token = await auth.mailedToken();
    auth.clock.advance(60 * 60);
    expect(await reset(token)).toEqual(expired);
    await auth.registered('bob@example.com');
    expect(await reset(await auth.mailedToken())).toEqual(expired);
  });

  it.each([
    ['too short', 'short'],
    ['too long', 'x'.repeat(201)],
    ['missing', ''],
  ])('is not replaced by one that is %s, and the link stays good', async (_what, wrong) => {
    await ask();
    const token = await auth.mailedToken();
    expect(await reset(token, wrong)).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ name: 'newPassword' }],
    });
    expect(await auth.orm.em.fork().count(Session, { endedAt: null })).toBe(1);
    expect(await reset(token)).toMatchObject({ __typename: 'PasswordReset' });
  });

  it.each(['', "'; drop table users; --", '<script>', 'a'.repeat(32)])(
    'is not replaced by a made-up token (%j)',
    async (token) => {
      expect(await reset(token)).toEqual(expired);
      expect(await signInWith(password)).toMatchObject({ __typename: 'Session' });
    },
  );

  it('lets its owner in at once, though somebody tried many wrong ones', async () => {
    for (let each = 0; each < 6; each += 1) await signInWith('a wrong password');
    await ask();
    await reset(await auth.mailedToken());
    expect(await signInWith(newPassword)).toMatchObject({ __typename: 'Session' });
  });
});
