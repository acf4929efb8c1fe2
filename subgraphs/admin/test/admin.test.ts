import { join } from 'node:path';
import { startTestSubgraph, type TestSubgraph } from '@payloom/testkit/subgraph';
import { v7 as uuidv7 } from 'uuid';
import { createContext } from '../src/context.ts';
import { consumes } from '../src/events/consumes.ts';
import { ormConfig } from '../src/orm.config.ts';
import { resolvers } from '../src/resolvers/resolvers.ts';
import { profileCreated, profileUpdated, sessionStarted } from './admin-fixture.ts';

const administrator = { userId: uuidv7(), role: 'ADMIN' } as const;
const usersQuery = `query Users($search: String) {
  users(filter: { search: $search }) { totalCount edges { node { id } } pageInfo { hasNextPage } }
}`;
const auditQuery = `query Audit($filter: AuditEntryFilter) {
  auditEntries(filter: $filter) {
    edges { cursor node { id at action actor { id } subject clientAddress before after } }
  }
}`;

const changeSetting = `mutation {
  changeSetting(input: { key: "registration.open", version: 0, boolean: false, reason: "No." }) { __typename }
}`;

interface Audit {
  auditEntries: {
    edges: { node: { id: string; action: string; actor: { id: string } | null; at: string } }[];
  };
}
interface Users {
  users: { totalCount: number; edges: { node: { id: string } }[] };
}

describe('the admin subgraph', () => {
  let admin: TestSubgraph;

  beforeAll(async () => {
    admin = await startTestSubgraph({
      name: 'admin',
      schemaPath: join(import.meta.dirname, '../schema.graphql'),
      resolvers,
      context: createContext,
      consumes,
      orm: ormConfig,
    });
  });
  afterAll(() => admin?.stop());

  async function register(email: string, displayName = 'Bob'): Promise<string> {
    const userId = uuidv7();
    await admin.publish({
      type: 'auth.user.registered',
      subject: userId,
      data: { userId, email, displayName, role: 'CUSTOMER', status: 'ACTIVE' },
      audience: [`user:${userId}`, 'role:ADMIN'],
      actor: userId,
      clientAddress: '192.0.2.7',
    });
    return userId;
  }

  const audit = async (filter: Record<string, string>) => {
    const { data, errors } = await admin.execute<Audit>(auditQuery, { filter }, { as: administrator });
    expect(errors).toBeUndefined();
    return data?.auditEntries.edges.map(({ node }) => node) ?? [];
  };

  it('finds by part of a name who registered a moment ago', async () => {
    const userId = await register('zoe@example.com', 'Zoë Zimmer');
    await admin.eventually(async () => {
      const { data } = await admin.execute<Users>(usersQuery, { search: 'zimm' }, { as: administrator });
      expect(data?.users).toMatchObject({ totalCount: 1, edges: [{ node: { id: userId } }] });
    });
    const { data } = await admin.execute(
      'query($id: ID!) { user(id: $id) { id } }',
      { id: userId },
      { as: administrator },
    );
    expect(data).toEqual({ user: { id: userId } });
  });

  it('follows a profile, also when it is heard of first', async () => {
    const userId = uuidv7();
    await admin.publishAgain(profileCreated(userId, 'Yan'));
    await admin.publishAgain(profileUpdated(userId, 'Yan', 'Yannick'));
    await admin.eventually(async () => expect(await audit({ subject: userId })).toHaveLength(2));
    await admin.publish({
      type: 'auth.user.registered',
      subject: userId,
      data: { userId, email: 'yan@example.com', displayName: 'Yan', role: 'VENDOR', status: 'ACTIVE' },
      audience: [],
      actor: userId,
    });
    await admin.eventually(async () => {
      const { data } = await admin.execute<Users>(usersQuery, { search: 'yannick' }, { as: administrator });
      expect(data?.users.edges).toEqual([{ node: { id: userId } }]);
    });
  });

  it('follows what auth makes of somebody, in the order it happened', async () => {
    const userId = await register('vera@example.com');
    const change = { subject: userId, audience: ['role:ADMIN'], actor: administrator.userId };
    const after = { role: 'VENDOR', reason: 'She sells.' } as const;
    const roleData = { userId, before: { role: 'CUSTOMER' }, after } as const;
    await admin.publish({ type: 'auth.user.role-changed', data: roleData, ...change });
    const suspended = {
      userId,
      before: { status: 'ACTIVE' },
      after: { status: 'SUSPENDED', reason: 'Fraud.' },
    } as const;
    await admin.publish({ type: 'auth.user.suspended', data: suspended, ...change });
    const found = (filter: Record<string, string>) =>
      admin.execute<Users>(
        'query($filter: UserFilter) { users(filter: $filter) { edges { node { id } } } }',
        { filter: { search: 'vera@', ...filter } },
        { as: administrator },
      );
    await admin.eventually(async () => {
      const { data } = await found({ role: 'VENDOR', status: 'SUSPENDED' });
      expect(data?.users.edges).toEqual([{ node: { id: userId } }]);
    });
    const back = {
      userId,
      before: { status: 'SUSPENDED' },
      after: { status: 'ACTIVE', reason: 'It was not.' },
    } as const;
    await admin.publish({ type: 'auth.user.reinstated', data: back, ...change });
    await admin.eventually(async () => {
      const { data } = await found({ role: 'VENDOR', status: 'ACTIVE' });
      expect(data?.users.edges).toEqual([{ node: { id: userId } }]);
    });
  });

  it('logs an event once, however often it comes, and announces each entry once', async () => {
    const event = sessionStarted(uuidv7());
    await admin.publishAgain(event);
    await admin.publishAgain(event);
    const last = sessionStarted(uuidv7(), { subject: event.subject });
    await admin.publishAgain(last);
    await admin.eventually(async () => {
      const entries = await audit({ subject: event.subject });
      expect(entries.map(({ id }) => id)).toEqual([last.id, event.id]);
    });
    const announced = () =>
      admin.published.filter(
        ({ type, subject }) => type === 'admin.audit-entry.added' && subject === event.id,
      );
    await admin.eventually(() => expect(announced()).toHaveLength(1));
    expect(announced()[0]).toMatchObject({
      audience: 'role:ADMIN',
      data: { action: 'auth.session.started' },
    });
  });

  it('counts an event in the key figures once, however often it comes', async () => {
    const count = async () => {
      const query = '{ keyFigures(days: 1) { paymentsFailed } }';
      const { data, errors } = await admin.execute<{ keyFigures: { paymentsFailed: number }[] }>(
        query,
        {},
        {
          as: administrator,
        },
      );
      expect(errors).toBeUndefined();
      return data?.keyFigures[0]?.paymentsFailed;
    };
    const [paymentId, payerId, recipientId] = [uuidv7(), uuidv7(), uuidv7()];
    const amount = { amountMinor: 100, currency: 'EUR' };
    const failed = await admin.publish({
      type: 'payments.payment.failed',
      subject: paymentId,
      data: { paymentId, payerId, recipientId, amount, status: 'FAILED', reason: 'Refused.' },
      audience: [],
      actor: 'system',
    });
    await admin.publishAgain(failed);
    const last = sessionStarted(uuidv7(), { subject: paymentId });
    await admin.publishAgain(last);
    await admin.eventually(async () => expect(await audit({ subject: paymentId })).toHaveLength(2));
    expect(await count()).toBe(1);
  });

  it('shows entries whole, and none about itself', async () => {
    const userId = await register('xaver@example.com');
    await admin.eventually(async () => expect(await audit({ actorId: userId })).toHaveLength(1));
    expect(await audit({ actorId: userId })).toMatchObject([
      {
        action: 'auth.user.registered',
        actor: { id: userId },
        subject: userId,
        clientAddress: '192.0.2.7',
        before: null,
        after: { email: 'xaver@example.com' },
      },
    ]);
    expect(await audit({ action: 'admin' })).toEqual([]);
  });

  it('resolves references of the graph: entries by id, users with their trail', async () => {
    const userId = await register('willa@example.com');
    const [entry] = await admin.eventually(async () => {
      const entries = await audit({ actorId: userId });
      expect(entries).toHaveLength(1);
      return entries;
    });
    const { data, errors } = await admin.execute(
      `query($representations: [_Any!]!) {
        _entities(representations: $representations) {
          ... on AuditEntry { action }
          ... on User { id auditTrail(first: 5) { edges { node { id } } } }
        }
      }`,
      {
        representations: [
          { __typename: 'AuditEntry', id: entry?.id },
          { __typename: 'AuditEntry', id: uuidv7() },
          { __typename: 'User', id: userId },
        ],
      },
      { as: administrator },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      _entities: [
        { action: 'auth.user.registered' },
        null,
        { id: userId, auditTrail: { edges: [{ node: { id: entry?.id } }] } },
      ],
    });
  });

  it.each([
    ['a customer', { userId: uuidv7() }, 'FORBIDDEN'],
    ['a vendor', { userId: uuidv7(), role: 'VENDOR' } as const, 'FORBIDDEN'],
    ['somebody not signed in', undefined, 'UNAUTHENTICATED'],
  ])('shows %s neither users nor the log', async (_who, viewer, code) => {
    const as = viewer ? { as: viewer } : {};
    const representations = [
      { __typename: 'AuditEntry', id: uuidv7() },
      { __typename: 'User', id: uuidv7() },
    ];
    const trail = `query($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on User { auditTrail { edges { cursor } } } }
    }`;
    const answers = [
      await admin.execute(usersQuery, {}, as),
      await admin.execute('{ user(id: "x") { id } }', {}, as),
      await admin.execute(auditQuery, {}, as),
      await admin.execute(trail, { representations }, as),
      await admin.execute('{ settings { title } }', {}, as),
      await admin.execute('{ serviceHealth { id } }', {}, as),
      await admin.execute('{ databaseHealth { id } }', {}, as),
      await admin.execute('{ queueHealth { id } }', {}, as),
      await admin.execute('{ keyFigures { day } }', {}, as),
      await admin.execute(changeSetting, {}, as),
    ];
    for (const { data, errors } of answers) {
      expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual([code]);
      expect(JSON.stringify(data ?? null)).not.toMatch(/edges|cursor/);
    }
  });

  it('says what is wrong with a page that cannot be', async () => {
    const { errors } = await admin.execute('{ users(first: 0) { totalCount } }', {}, { as: administrator });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
