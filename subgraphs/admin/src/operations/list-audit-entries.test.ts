import { v7 as uuidv7 } from 'uuid';
import {
  openAdminFixture,
  profileUpdated,
  sessionStarted,
  walletOpened,
  type AdminFixture,
} from '../../test/admin-fixture.ts';
import { listAuditEntries, listAuditTrail, type AuditEntryFilter } from './list-audit-entries.ts';

describe('the audit log', () => {
  let admin: AdminFixture;
  const [alice, bob] = [uuidv7(), uuidv7()];
  let oldestFirst: string[];

  beforeAll(async () => {
    admin = await openAdminFixture();
    const events = [
      sessionStarted(alice),
      walletOpened(alice),
      sessionStarted(bob),
      profileUpdated(bob, 'Bob', 'Robert'),
      sessionStarted(alice, { subject: bob }),
    ];
    // They arrive in another order than they happened in, as they do from several subgraphs.
    for (const event of events.toReversed()) await admin.audited(event);
    oldestFirst = events.map(({ id }) => id);
  });
  afterAll(() => admin.close());

  const idsAt = (...indexes: number[]) => indexes.map((index) => oldestFirst[index]);
  const idsOf = (connection: { edges: { node: { id: string } }[] }) =>
    connection.edges.map(({ node }) => node.id);
  const idsWhere = async (filter: AuditEntryFilter) =>
    idsOf(await listAuditEntries(admin.context(), { first: 20, filter }));

  it('has what happened last on top', async () => {
    expect(await idsWhere({})).toEqual(oldestFirst.toReversed());
  });

  it('comes in pages that miss and repeat nothing', async () => {
    const first = await listAuditEntries(admin.context(), { first: 3 });
    const second = await listAuditEntries(admin.context(), { first: 3, after: first.pageInfo.endCursor });
    expect([...idsOf(first), ...idsOf(second)]).toEqual(oldestFirst.toReversed());
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  it('is filtered by an action or the beginning of one', async () => {
    expect(await idsWhere({ action: 'auth.session' })).toEqual(idsAt(4, 2, 0));
    expect(await idsWhere({ action: 'profile.profile.updated' })).toEqual(idsAt(3));
    expect(await idsWhere({ action: 'session' })).toEqual([]);
  });

  it('is filtered by who did it and by what it was done to', async () => {
    expect(await idsWhere({ actorId: alice })).toEqual(idsAt(4, 0));
    expect(await idsWhere({ subject: bob })).toEqual(idsAt(4, 3));
    expect(await idsWhere({ actorId: alice, subject: bob })).toEqual(idsAt(4));
    expect(await idsWhere({ actorId: 'somebody' })).toEqual([]);
  });

  it('takes wildcards for what they look like', async () => {
    expect(await idsWhere({ action: '%' })).toEqual([]);
    expect(await idsWhere({ action: 'auth_session' })).toEqual([]);
  });

  it('refuses filters that no entry could match', async () => {
    const { em } = admin.context();
    const filters = [{ subject: 'x'.repeat(201) }, { action: 'auth\0' }];
    for (const filter of filters) {
      await expect(async () => listAuditEntries({ em }, { first: 1, filter })).rejects.toMatchObject({
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
  });

  it('shows as a trail what a user did and what was done to them', async () => {
    const trail = async (userId: string) =>
      idsOf(await listAuditTrail(admin.context(), userId, { first: 20 }));
    expect(await trail(alice)).toEqual(idsAt(4, 0));
    expect(await trail(bob)).toEqual(idsAt(4, 3, 2));
    expect(await trail('nobody')).toEqual([]);
  });
});
