import { audienceOf } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import { openAuthFixture, password, type AuthFixture } from '../../test/fixture.ts';
import { Session } from '../entities/session.entity.ts';
import { User } from '../entities/user.entity.ts';
import { register, type RegisterInput } from './register.ts';

const input: RegisterInput = { email: 'alice@example.com', password, displayName: 'Alice' };

describe('register', () => {
  let auth: AuthFixture;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  afterEach(() => auth.clear());
  afterAll(() => auth.close());

  it('makes an active customer and signs them in', async () => {
    const result = await register(auth.context(), input);
    if (result.__typename !== 'Session') throw new Error(result.__typename);
    expect(result.viewer).toMatchObject({ email: 'alice@example.com', role: 'CUSTOMER', status: 'ACTIVE' });
    expect(await auth.signer.verify(result.accessToken)).toMatchObject({
      userId: result.viewer.id,
      sessionId: result.id,
    });
  });

  it('makes a vendor of who asks for that, and an administrator of nobody', async () => {
    const vendor = await register(auth.context(), { ...input, accountType: 'VENDOR' });
    expect(vendor).toMatchObject({ __typename: 'Session', viewer: { role: 'VENDOR' } });
    const smuggled: RegisterInput = { ...input, email: 'eve@example.com', ...{ role: 'ADMIN' } };
    expect(await register(auth.context(), smuggled)).toMatchObject({ viewer: { role: 'CUSTOMER' } });
  });

  it('stores neither the password nor the refresh token', async () => {
    const result = await register(auth.context(), input);
    if (result.__typename !== 'Session') throw new Error(result.__typename);
    const em = auth.orm.em.fork();
    const stored = JSON.stringify(await em.getConnection().execute('select * from users, sessions'));
    expect(stored).not.toContain(password);
    for (const part of result.refreshToken.split('.')) expect(stored).not.toContain(part);
  });

  it('records in the same transaction that somebody registered and a session started', async () => {
    const result = await register(auth.context(), input);
    if (result.__typename !== 'Session') throw new Error(result.__typename);
    const userId = result.viewer.id;
    const [registered, started, ...more] = await auth.events();
    expect(registered).toMatchObject({
      type: 'auth.user.registered',
      subject: userId,
      actor: userId,
      clientaddress: '192.0.2.7',
      data: { userId, email: 'alice@example.com', displayName: 'Alice', role: 'CUSTOMER', status: 'ACTIVE' },
    });
    expect(registered && audienceOf(registered)).toEqual([`user:${userId}`, 'role:ADMIN']);
    expect(started).toMatchObject({ type: 'auth.session.started', subject: result.id });
    expect(more).toEqual([]);
  });

  it('takes an email in any case and with spaces around it for the same one', async () => {
    const result = await register(auth.context(), { ...input, email: '  Alice@Example.COM ' });
    expect(result).toMatchObject({ viewer: { email: 'alice@example.com' } });
    expect(await register(auth.context(), input)).toMatchObject({ __typename: 'EmailTaken' });
  });

  it.each<[string, Partial<RegisterInput>]>([
    ['email', { email: 'nobody' }],
    ['email', { email: 'a@b-.com' }],
    ['email', { email: `${'a'.repeat(250)}@example.com` }],
    ['password', { password: 'too short' }],
    ['password', { password: 'x'.repeat(201) }],
    ['displayName', { displayName: '   ' }],
    ['displayName', { displayName: 'x'.repeat(81) }],
    ['displayName', { displayName: 'two\nlines' }],
    ['displayName', { displayName: 'nul\u0000byte' }],
    ['displayName', { displayName: '\u200b\u200b' }],
    ['locale', { locale: 'en_GB' }],
    ['locale', { locale: `en-x-${'abcdefgh-'.repeat(9)}z` }],
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['timeZone', { timeZone: 'a'.repeat(100_000) }],
  ])('names %s when it is not acceptable, and makes nothing (%p)', async (name, wrong) => {
    const result = await register(auth.context(), { ...input, ...wrong });
    expect(result).toMatchObject({ __typename: 'InvalidInput', fields: [{ name }] });
    expect(await auth.orm.em.fork().count(User)).toBe(0);
  });

  it('names all that is wrong at once', async () => {
    const result = await register(auth.context(), { email: '', password: '', displayName: '' });
    expect(result).toMatchObject({
      fields: [{ name: 'email' }, { name: 'password' }, { name: 'displayName' }],
    });
  });

  it('gives an email to one of many who ask for it at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 6 }, () => register(auth.context(), { ...input })),
    );
    const names = results.map(({ __typename }) => __typename).sort();
    expect(names).toEqual([...Array<string>(5).fill('EmailTaken'), 'Session']);
    const em = auth.orm.em.fork();
    expect([await em.count(User), await em.count(Session)]).toEqual([1, 1]);
    expect(await auth.events()).toHaveLength(2);
  });

  it('waits for a registration under way and gives way to it', async () => {
    const first = auth.orm.em.fork();
    await first.begin();
    await first.insert(User, {
      id: '0199aa00-0000-7000-8000-000000000001',
      email: input.email,
      passwordHash: 'x',
      role: 'CUSTOMER',
      status: 'ACTIVE',
      createdAt: new Date(),
    });
    const second = register(auth.context(), input);
    // Only a row that waits for the other transaction's end shows here.
    const waiting = `select 1 from pg_stat_activity where wait_event = 'transactionid' and datname = current_database()`;
    await eventually(async () => expect(await auth.orm.em.getConnection().execute(waiting)).toHaveLength(1));
    await first.commit();
    expect(await second).toMatchObject({ __typename: 'EmailTaken' });
  });
});
