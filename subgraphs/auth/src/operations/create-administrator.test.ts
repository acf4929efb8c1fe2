import { openAuthFixture, password, type AuthFixture } from '../../test/fixture.ts';
import { User } from '../entities/user.entity.ts';
import { createAdministrator } from './create-administrator.ts';
import { signIn } from './sign-in.ts';

const email = 'admin@example.com';

describe('createAdministrator', () => {
  let auth: AuthFixture;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  afterEach(() => auth.clear());
  afterAll(() => auth.close());

  const create = (input: { email: string; password: string; displayName: string }) =>
    createAdministrator(auth.orm.em.fork(), input);

  it('adds an administrator who can sign in, and tells the others as of everybody', async () => {
    const outcome = await create({ email: 'Admin@example.com', password, displayName: 'Admin' });
    expect(outcome).toEqual({ ok: true, message: 'admin@example.com is an administrator now.' });
    expect(await auth.events()).toMatchObject([
      { type: 'auth.user.registered', actor: 'system', data: { email, displayName: 'Admin', role: 'ADMIN' } },
    ]);
    const session = await signIn(auth.context(), { email, password });
    if (session.__typename !== 'Session') throw new Error(session.__typename);
    const { scopes } = await auth.signer.verify(session.accessToken);
    expect([...scopes]).toContain('audit:read');
  });

  it('leaves one who is there as they are', async () => {
    await create({ email, password, displayName: 'Admin' });
    const again = await create({ email, password: 'another password', displayName: 'Admin' });
    expect(again).toEqual({ ok: true, message: 'admin@example.com is an administrator already.' });
    expect(await auth.events()).toHaveLength(1);
    expect(await signIn(auth.context(), { email, password })).toMatchObject({ __typename: 'Session' });
  });

  it('does not make an administrator of somebody who registered', async () => {
    await auth.registered(email);
    const outcome = await create({ email, password, displayName: 'Admin' });
    expect(outcome).toMatchObject({ ok: false });
    expect(await auth.orm.em.fork().findOneOrFail(User, { email })).toMatchObject({ role: 'CUSTOMER' });
  });

  it('says what is wrong with its input', async () => {
    const outcome = await create({ email: 'nobody', password: 'short', displayName: 'Admin' });
    expect(outcome.ok).toBe(false);
    expect(outcome.message).toMatch(/^email: .+\npassword: .+$/);
  });
});
