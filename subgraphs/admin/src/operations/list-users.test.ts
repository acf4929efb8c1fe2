import { openAdminFixture, type AdminFixture } from '../../test/admin-fixture.ts';
import { countUsers, listUsers } from './list-users.ts';
import { saveDisplayName } from './save-display-name.ts';

describe('listUsers', () => {
  let admin: AdminFixture;
  let ids: string[];

  beforeAll(async () => {
    admin = await openAdminFixture();
    ids = [
      await admin.registered('alice@example.com', 'Alice Ämmer'),
      await admin.registered('bob@shop.example', 'Bob 100%_ Wool'),
      await admin.registered('carol@example.com', 'Carol'),
    ];
    await saveDisplayName(admin.context().em, '0199aa00-0000-7000-8000-000000000009', 'Not registered yet');
  });
  afterAll(() => admin.close());

  const search = async (text: string) => {
    const page = await listUsers(admin.context(), { first: 20, filter: { search: text } });
    return page.edges.map(({ node }) => node.displayName);
  };

  it('lists whoever registered, newest first, and nobody else', async () => {
    const page = await listUsers(admin.context(), { first: 20 });
    expect(page.edges.map(({ node }) => node.id)).toEqual(ids.toReversed());
  });

  it.each([
    ['part of an email address', 'shop.ex', ['Bob 100%_ Wool']],
    ['part of a display name', 'lice', ['Alice Ämmer']],
    ['letters of either case', 'CAROL', ['Carol']],
    ['letters beyond ASCII of either case', 'äMMER', ['Alice Ämmer']],
    ['text with blanks around it', '  carol ', ['Carol']],
    ['what looks like a wildcard', '0%_', ['Bob 100%_ Wool']],
    ['what nobody has', 'zebra', []],
    ['nothing', '', ['Carol', 'Bob 100%_ Wool', 'Alice Ämmer']],
  ])('finds by %s', async (_what, text, expected) => {
    expect(await search(text)).toEqual(expected);
  });

  it('counts all that match, whatever the page', async () => {
    const context = admin.context();
    const page = await listUsers(context, { first: 1, filter: { search: 'example.com' } });
    expect(page.edges).toHaveLength(1);
    expect(page.pageInfo.hasNextPage).toBe(true);
    expect(await countUsers(context.em, page.where)).toBe(2);
  });

  it('counts no further than a thousand', async () => {
    const { em } = admin.context();
    await em.execute(`insert into users (id, email, registered_at)
      select gen_random_uuid(), 'many.' || i || '@crowd.example', now() from generate_series(1, 1000) as i`);
    const { where } = await listUsers(admin.context(), { first: 1, filter: { search: 'crowd.example' } });
    expect(await countUsers(em, where)).toBe(1_000);
    await admin.registered('one.more@crowd.example', 'One more');
    expect(await countUsers(em, where)).toBeNull();
    await em.execute(`delete from users where email like '%@crowd.example'`);
  });

  it('refuses a page or a search beyond reason', async () => {
    const refusal = { extensions: { code: 'BAD_USER_INPUT' } };
    await expect(listUsers(admin.context(), { first: 1_000 })).rejects.toMatchObject(refusal);
    await expect(
      listUsers(admin.context(), { first: 1, filter: { search: 'x'.repeat(201) } }),
    ).rejects.toMatchObject(refusal);
  });

  it('has an index that finds parts of words', async () => {
    const indexes = await admin.orm.em.execute(`select indexname from pg_indexes where tablename = 'users'`);
    expect(JSON.stringify(indexes)).toContain('users_search');
  });
});
