import { openAuthFixture, password, type AuthFixture } from '../../test/fixture.ts';
import { Session } from '../entities/session.entity.ts';
import { User } from '../entities/user.entity.ts';
import { signIn } from './sign-in.ts';

describe('signIn', () => {
  let auth: AuthFixture;
  beforeAll(async () => {
    auth = await openAuthFixture();
    await auth.registered('alice@example.com');
    const suspended = await auth.registered('suspended@example.com');
    await auth.orm.em.fork().nativeUpdate(User, suspended.viewer.id, { status: 'SUSPENDED' });
  });
  afterAll(() => auth.close());

  it('starts a session that remembers from where and until when', async () => {
    const result = await signIn(auth.context(), { email: 'alice@example.com', password });
    if (result.__typename !== 'Session') throw new Error(result.__typename);
    const session = await auth.orm.em.fork().findOneOrFail(Session, result.id);
    const lifetimeDays = (session.expiresAt.getTime() - session.createdAt.getTime()) / 86_400_000;
    expect(lifetimeDays).toBe(30);
    expect(session).toMatchObject({ userAgent: 'Test/1.0', clientAddress: '192.0.2.7' });
    expect(await auth.signer.verify(result.accessToken)).toMatchObject({ sessionId: result.id });
    const started = (await auth.events()).at(-1);
    expect(started).toMatchObject({
      type: 'auth.session.started',
      subject: result.id,
      actor: result.viewer.id,
      data: { userId: result.viewer.id, sessionId: result.id },
    });
  });

  it('takes the email in any case', async () => {
    const result = await signIn(auth.context(), { email: ' ALICE@example.com', password });
    expect(result).toMatchObject({ __typename: 'Session' });
  });

  it('cuts a user agent without end', async () => {
    const context = { ...auth.context(), userAgent: 'x'.repeat(10_000) };
    const result = await signIn(context, { email: 'alice@example.com', password });
    if (result.__typename !== 'Session') throw new Error(result.__typename);
    const { userAgent } = await auth.orm.em.fork().findOneOrFail(Session, result.id);
    expect(userAgent).toHaveLength(400);
  });

  it('answers a wrong password, an unknown email and a suspended account alike, and starts nothing', async () => {
    const before = [await auth.orm.em.fork().count(Session), (await auth.events()).length];
    const answers = await Promise.all([
      signIn(auth.context(), { email: 'alice@example.com', password: 'a wrong password' }),
      signIn(auth.context(), { email: 'nobody@example.com', password }),
      signIn(auth.context(), { email: 'suspended@example.com', password }),
    ]);
    const refused = { __typename: 'InvalidCredentials', message: 'The email or the password is wrong.' };
    expect(answers).toEqual([refused, refused, refused]);
    expect([await auth.orm.em.fork().count(Session), (await auth.events()).length]).toEqual(before);
  });

  it.each([
    [{ email: 'nobody', password }, 'email'],
    [{ email: 'alice@example.com', password: '' }, 'password'],
    [{ email: 'alice@example.com', password: 'x'.repeat(201) }, 'password'],
  ])('names what cannot be right at all (%#)', async (input, name) => {
    const result = await signIn(auth.context(), input);
    expect(result).toMatchObject({ __typename: 'InvalidInput', fields: [{ name }] });
  });
});
