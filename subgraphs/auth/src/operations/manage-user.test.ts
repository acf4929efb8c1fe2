import { audienceOf } from '@payloom/event-contracts/envelope';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { openAuthFixture, password, type AuthFixture } from '../../test/fixture.ts';
import { Session } from '../entities/session.entity.ts';
import { User } from '../entities/user.entity.ts';
import { changeRole } from './change-role.ts';
import { endUserSessions } from './end-user-sessions.ts';
import { refreshSession } from './refresh-session.ts';
import type { OpenSession } from './session-lifecycle.ts';
import { signIn } from './sign-in.ts';
import { reinstateUser, suspendUser } from './suspend-user.ts';

const reason = 'Asked for by phone';

describe('managing users', () => {
  let auth: AuthFixture;
  let admin: Viewer;
  let alice: OpenSession;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  beforeEach(async () => {
    await auth.clear();
    admin = await administrator('admin@example.com');
    alice = await auth.registered('alice@example.com');
  });
  afterAll(() => auth.close());

  async function administrator(email: string): Promise<Viewer> {
    const { viewer } = await auth.registered(email);
    await auth.orm.em.fork().nativeUpdate(User, viewer.id, { role: 'ADMIN' });
    const session = await signIn(auth.context(), { email, password });
    if (session.__typename !== 'Session') throw new Error(session.__typename);
    return auth.signer.verify(session.accessToken);
  }
  const stored = (id = alice.viewer.id) => auth.orm.em.fork().findOneOrFail(User, id);
  const userId = () => alice.viewer.id;
  const eventsOf = async (...types: string[]) =>
    (await auth.events()).filter(({ type }) => types.includes(type));

  it('changes a role, tells administrators and gateways why, and leaves the sessions open', async () => {
    const result = await changeRole(auth.context(), admin, { userId: userId(), role: 'VENDOR', reason });
    expect(result).toMatchObject({ __typename: 'UserChanged', user: { role: 'VENDOR' } });
    const [event, ...more] = await eventsOf('auth.user.role-changed');
    expect(event).toMatchObject({
      subject: userId(),
      actor: admin.userId,
      clientaddress: '192.0.2.7',
      data: { before: { role: 'CUSTOMER' }, after: { role: 'VENDOR', reason } },
    });
    expect(event && audienceOf(event)).toEqual(['role:ADMIN', 'role:GATEWAY']);
    expect(more).toEqual([]);
    const refreshed = await refreshSession(auth.context(), alice.refreshToken);
    if (refreshed.__typename !== 'Session') throw new Error(refreshed.message);
    expect(await auth.signer.verify(refreshed.accessToken)).toMatchObject({ role: 'VENDOR' });
  });

  it('suspends: every session ends with the reason, and nobody signs in until reinstated', async () => {
    const input = { userId: userId(), reason };
    expect(await suspendUser(auth.context(), admin, input)).toMatchObject({ user: { status: 'SUSPENDED' } });
    expect(await refreshSession(auth.context(), alice.refreshToken)).toMatchObject({
      __typename: 'SessionExpired',
      message: expect.stringContaining('suspended'),
      reason: 'SUSPENDED',
    });
    const account = { email: 'alice@example.com', password };
    expect(await signIn(auth.context(), account)).toMatchObject({ __typename: 'InvalidCredentials' });
    await reinstateUser(auth.context(), admin, input);
    expect(await signIn(auth.context(), account)).toMatchObject({ __typename: 'Session' });
    const told = await eventsOf('auth.user.suspended', 'auth.session.ended', 'auth.user.reinstated');
    expect(told).toMatchObject([
      { data: { before: { status: 'ACTIVE' }, after: { status: 'SUSPENDED', reason } } },
      { subject: alice.id, actor: admin.userId, data: { reason: 'SUSPENDED', note: reason } },
      { data: { before: { status: 'SUSPENDED' }, after: { status: 'ACTIVE', reason } } },
    ]);
  });

  it('ends the sessions of somebody who may come back', async () => {
    const ended = await endUserSessions(auth.context(), admin, { userId: userId(), reason });
    expect(ended).toEqual({ __typename: 'SessionsEnded', count: 1, user: { id: userId() } });
    expect(await eventsOf('auth.session.ended')).toMatchObject([
      { actor: admin.userId, data: { reason: 'ENDED_BY_ADMINISTRATOR', note: reason } },
    ]);
    const account = { email: 'alice@example.com', password };
    expect(await signIn(auth.context(), account)).toMatchObject({ __typename: 'Session' });
  });

  it('records nothing when everything is so already', async () => {
    const before = await auth.events();
    await changeRole(auth.context(), admin, { userId: userId(), role: 'CUSTOMER', reason });
    await reinstateUser(auth.context(), admin, { userId: userId(), reason });
    expect(await auth.events()).toEqual(before);
  });

  it('is nothing administrators can do to themselves', async () => {
    const own = { userId: admin.userId.toUpperCase(), reason };
    const refused = { __typename: 'OwnAccount', message: expect.stringContaining('another administrator') };
    expect(await changeRole(auth.context(), admin, { ...own, role: 'CUSTOMER' })).toEqual(refused);
    expect(await suspendUser(auth.context(), admin, own)).toEqual(refused);
    expect(await stored(admin.userId)).toMatchObject({ role: 'ADMIN', status: 'ACTIVE' });
  });

  it.each([uuidv7(), '', "' or 1=1 --"])('finds nobody by %j', async (id) => {
    const input = { userId: id, reason };
    const answers = [
      await changeRole(auth.context(), admin, { ...input, role: 'ADMIN' }),
      await suspendUser(auth.context(), admin, input),
      await endUserSessions(auth.context(), admin, input),
    ];
    expect(answers.map(({ __typename }) => __typename)).toEqual(Array(3).fill('UserNotFound'));
  });

  it.each(['', '   ', 'x'.repeat(501), 'two\nlines'])('asks for a reason in words (%j)', async (wrong) => {
    const before = await auth.events();
    const input = { userId: userId(), reason: wrong };
    const invalid = { __typename: 'InvalidInput', fields: [{ name: 'reason' }] };
    expect(await changeRole(auth.context(), admin, { ...input, role: 'ADMIN' })).toMatchObject(invalid);
    expect(await suspendUser(auth.context(), admin, input)).toMatchObject(invalid);
    expect(await reinstateUser(auth.context(), admin, input)).toMatchObject(invalid);
    expect(await endUserSessions(auth.context(), admin, input)).toMatchObject(invalid);
    expect(await auth.events()).toEqual(before);
  });

  it('is refused to who is an administrator by their token alone', async () => {
    await auth.orm.em.fork().nativeUpdate(User, admin.userId, { role: 'CUSTOMER' });
    const demoted = suspendUser(auth.context(), admin, { userId: userId(), reason });
    await expect(demoted).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    await auth.orm.em.fork().nativeUpdate(User, admin.userId, { role: 'ADMIN' });
    await auth.orm.em.fork().nativeUpdate(Session, admin.sessionId, {
      endedAt: auth.clock.now(),
      endReason: 'SIGNED_OUT',
    });
    const signedOut = suspendUser(auth.context(), admin, { userId: userId(), reason });
    await expect(signedOut).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    expect(await stored()).toMatchObject({ status: 'ACTIVE' });
  });

  it('leaves an administrator when all of them demote each other at once', async () => {
    const all = [admin, await administrator('second@example.com'), await administrator('third@example.com')];
    await Promise.allSettled(
      all.flatMap((actor) =>
        all
          .filter((other) => other !== actor)
          .map((other) =>
            changeRole(auth.context(), actor, { userId: other.userId, role: 'CUSTOMER', reason }),
          ),
      ),
    );
    expect(await auth.orm.em.fork().count(User, { role: 'ADMIN' })).toBe(1);
  });

  it('ends a session that starts while its user is being suspended', async () => {
    const suspending = auth.orm.em.fork();
    await suspending.begin();
    await suspending.nativeUpdate(User, userId(), { status: 'SUSPENDED' });
    const signingIn = signIn(auth.context(), { email: 'alice@example.com', password });
    // Only a row that waits for the other transaction's end shows here.
    const waiting = `select 1 from pg_stat_activity where wait_event = 'transactionid' and datname = current_database()`;
    await eventually(async () => expect(await auth.orm.em.getConnection().execute(waiting)).toHaveLength(1));
    await suspending.commit();
    expect(await signingIn).toMatchObject({ __typename: 'InvalidCredentials' });
  });
});
