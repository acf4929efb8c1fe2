import { openAuthFixture, type AuthFixture } from '../../test/fixture.ts';
import { User } from '../entities/user.entity.ts';
import { confirmEmails } from './confirm-emails.ts';

describe('confirmEmails', () => {
  let auth: AuthFixture;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  afterAll(() => auth.close());

  it('takes emails for proven, once, sends them nothing, and names those without an account', async () => {
    await auth.registered('alice@example.com');
    await auth.registered('bob@example.com');
    const confirm = () => confirmEmails(auth.orm.em.fork(), ['alice@example.com', 'nobody@example.com']);
    expect(await confirm()).toEqual(['nobody@example.com']);
    expect(await confirm()).toEqual(['nobody@example.com']);
    const proven = await auth.orm.em.fork().find(User, { emailVerifiedAt: { $ne: null } });
    expect(proven.map(({ email }) => email)).toEqual(['alice@example.com']);
    const told = (await auth.events()).filter(({ type }) => type === 'auth.user.email-verified');
    expect(told).toMatchObject([{ actor: 'system', data: { email: 'alice@example.com' } }]);
    expect(await auth.mails()).toMatchObject([{ to: 'bob@example.com' }]);
  });
});
