import { audienceOf } from '@payloom/event-contracts/envelope';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { openAuthFixture, password, type AuthFixture } from '../../test/fixture.ts';
import { User } from '../entities/user.entity.ts';
import { inviteUser, type InviteUserInput } from './invite-user.ts';
import { resetPassword } from './reset-password.ts';
import { signIn } from './sign-in.ts';

const input: InviteUserInput = {
  email: 'vera@example.com',
  displayName: 'Vera',
  role: 'VENDOR',
  reason: 'Asked for by phone',
};

describe('an account that an administrator makes', () => {
  let auth: AuthFixture;
  let admin: Viewer;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  beforeEach(async () => {
    await auth.clear();
    const { accessToken, viewer } = await auth.registered('admin@example.com');
    await auth.orm.em.fork().nativeUpdate(User, viewer.id, { role: 'ADMIN' });
    admin = await auth.signer.verify(accessToken);
    await auth.mails();
  });
  afterAll(() => auth.close());

  const invite = (changed: Partial<InviteUserInput> = {}) =>
    inviteUser(auth.context(), admin, { ...input, ...changed });

  it('is that of who gets the mail: they choose a password and sign in', async () => {
    expect(await invite({ language: 'de' })).toMatchObject({
      __typename: 'UserCreated',
      user: { email: input.email, role: 'VENDOR', status: 'ACTIVE' },
    });
    expect(await signIn(auth.context(), { email: input.email, password })).toMatchObject({
      __typename: 'InvalidCredentials',
    });
    const [mail] = await auth.mails();
    expect(mail).toMatchObject({ to: input.email, subject: 'Ihr Konto bei Payloom' });
    auth.clock.advance(6 * 24 * 60 * 60);
    const token = /#([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
    expect(await resetPassword(auth.context(), { token, newPassword: password })).toMatchObject({
      __typename: 'PasswordReset',
    });
    const signedIn = await signIn(auth.context(), { email: input.email, password });
    expect(signedIn).toMatchObject({ viewer: { role: 'VENDOR', emailVerifiedAt: auth.clock.now() } });
  });

  it('is recorded with who made it, and with why for administrators alone', async () => {
    await invite();
    const told = (await auth.events()).filter(({ actor }) => actor === admin.userId).slice(-2);
    const [registered, invited] = told;
    expect(registered).toMatchObject({ type: 'auth.user.registered', data: { displayName: 'Vera' } });
    expect(JSON.stringify(registered)).not.toContain(input.reason);
    expect(invited).toMatchObject({
      type: 'auth.user.invited',
      clientaddress: '192.0.2.7',
      data: { role: 'VENDOR', reason: input.reason },
    });
    expect(invited && audienceOf(invited)).toEqual(['role:ADMIN']);
  });

  it('is not made a second time', async () => {
    await invite();
    expect(await invite()).toMatchObject({ __typename: 'EmailTaken' });
    expect(await auth.mails()).toHaveLength(1);
  });

  it.each<[string, Partial<InviteUserInput>]>([
    ['email', { email: 'nobody' }],
    ['email', { email: "x' or 1=1 --@example.com" }],
    ['displayName', { displayName: '' }],
    ['displayName', { displayName: 'x'.repeat(81) }],
    ['reason', { reason: '  ' }],
    ['reason', { reason: 'x'.repeat(501) }],
    ['language', { language: 'fr' }],
  ])('names %s when it is not acceptable, and makes nothing (%p)', async (name, wrong) => {
    const before = await auth.events();
    expect(await invite(wrong)).toMatchObject({ __typename: 'InvalidInput', fields: [{ name }] });
    expect(await auth.orm.em.fork().count(User)).toBe(1);
    expect(await auth.events()).toEqual(before);
    expect(await auth.mails()).toEqual([]);
  });

  it('is not made by who is no administrator any more', async () => {
    await auth.orm.em.fork().nativeUpdate(User, admin.userId, { role: 'CUSTOMER' });
    await expect(invite()).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(await auth.mails()).toEqual([]);
  });
});
