import { v7 as uuidv7 } from 'uuid';
import { openAdminFixture, type AdminFixture } from '../../test/admin-fixture.ts';
import { findUser } from './find-user.ts';
import { saveDisplayName } from './save-display-name.ts';
import { listUsers } from './list-users.ts';
import { saveRegisteredUser } from './save-registered-user.ts';
import { saveUserChange } from './save-user-change.ts';

describe('the read model of users', () => {
  let admin: AdminFixture;
  beforeAll(async () => {
    admin = await openAdminFixture();
  });
  afterAll(() => admin.close());

  const registration = (userId: string) => ({
    userId,
    email: 'bob@example.com',
    displayName: 'Bob',
    role: 'VENDOR',
    status: 'ACTIVE',
    registeredAt: new Date('2026-11-22T10:00:00Z'),
  });

  it('holds who registered', async () => {
    const id = uuidv7();
    await saveRegisteredUser(admin.context().em, registration(id));
    const { userId: _, ...expected } = registration(id);
    expect(await findUser(admin.context(), id)).toMatchObject({ id, ...expected });
  });

  it('follows the display name', async () => {
    const id = uuidv7();
    await saveRegisteredUser(admin.context().em, registration(id));
    await saveDisplayName(admin.context().em, id, 'Robert');
    const user = await findUser(admin.context(), id);
    expect([user?.displayName, user?.email]).toEqual(['Robert', 'bob@example.com']);
  });

  it('is found by the role and the status that auth has given somebody since', async () => {
    const id = uuidv7();
    await saveRegisteredUser(admin.context().em, registration(id));
    const idsWhere = async (filter: Parameters<typeof listUsers>[1]['filter']) =>
      (await listUsers(admin.context(), { first: 50, filter })).edges.map(({ node }) => node.id);
    expect(await idsWhere({ role: 'VENDOR', status: 'ACTIVE' })).toContain(id);
    await saveUserChange(admin.context().em, id, { role: 'ADMIN' });
    await saveUserChange(admin.context().em, id, { status: 'SUSPENDED' });
    expect(await idsWhere({ role: 'ADMIN', status: 'SUSPENDED', search: 'bob' })).toEqual([id]);
    expect(await idsWhere({ role: 'VENDOR' })).not.toContain(id);
    expect(await idsWhere({ status: 'ACTIVE' })).not.toContain(id);
  });

  it('loses nothing when the profile is heard of before the registration', async () => {
    const id = uuidv7();
    await saveDisplayName(admin.context().em, id, 'Robert');
    expect(await findUser(admin.context(), id)).toBeNull();
    await saveRegisteredUser(admin.context().em, registration(id));
    const user = await findUser(admin.context(), id);
    expect([user?.displayName, user?.email, user?.role]).toEqual(['Robert', 'bob@example.com', 'VENDOR']);
  });

  it('holds both when they are heard of at once', async () => {
    const ids = Array.from({ length: 20 }, () => uuidv7());
    await Promise.all(
      ids.flatMap((id) => [
        saveRegisteredUser(admin.context().em, registration(id)),
        saveDisplayName(admin.context().em, id, 'Robert'),
      ]),
    );
    const context = admin.context();
    const users = await Promise.all(ids.map((id) => findUser(context, id)));
    expect(users.map((user) => [user?.displayName, user?.email])).toEqual(
      ids.map(() => ['Robert', 'bob@example.com']),
    );
  });

  it('has nobody by what is no id', async () => {
    expect(await findUser(admin.context(), 'bob')).toBeNull();
  });
});
