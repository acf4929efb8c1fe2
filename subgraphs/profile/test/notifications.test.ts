import type { EventData, EventType } from '@payloom/event-contracts/catalogue';
import { v7 as uuidv7 } from 'uuid';
import { startProfile, type RunningProfile } from './running-profile.ts';

interface List {
  unreadCount: number;
  edges: { cursor: string; node: { id: string; kind: string; read: boolean } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

const listQuery = `query ($users: [_Any!]!, $first: Int, $after: String) {
  _entities(representations: $users) {
    ... on User {
      notifications(first: $first, after: $after) {
        unreadCount
        edges {
          cursor
          node {
            id kind read reason role
            payment { id }
            counterparty { id displayName }
            amount { amountMinor currency }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;
const readMutation = `mutation ($upTo: ID!) {
  markNotificationsRead(upTo: $upTo) { __typename ... on InvalidInput { fields { name message } } }
}`;
const chooseMutation = `mutation ($choices: [NotificationChoiceInput!]!) {
  chooseNotifications(choices: $choices) {
    __typename
    ... on Profile { notificationChoices { kind inApp byEmail canBeTurnedOff } }
    ... on InvalidInput { fields { name message } }
  }
}`;

let profile: RunningProfile;
let alice: string;
let bob: string;
beforeAll(async () => void (profile = await startProfile()));
afterAll(() => profile?.stop());
beforeEach(async () => {
  alice = uuidv7();
  bob = uuidv7();
  await profile.register(alice, 'Alice');
  await profile.register(bob, 'Bob');
});

const publish = <Type extends EventType>(type: Type, data: EventData<Type>) =>
  profile.publish({ type, subject: uuidv7(), data, audience: [], actor: 'system' });
const amount = { amountMinor: 2_500, currency: 'EUR' };
const parties = () => ({ paymentId: uuidv7(), payerId: alice, recipientId: bob });
const pay = () =>
  publish('payments.payment.completed', { ...parties(), amount, status: 'COMPLETED', reason: null });

async function list(userId: string, as = userId, page: { first?: number; after?: string } = {}) {
  const users = [{ __typename: 'User', id: userId }];
  const { data } = await profile.execute<{ _entities: { notifications: List | null }[] }>(
    listQuery,
    { users, first: 20, ...page },
    { as: { userId: as } },
  );
  return data?._entities[0]?.notifications ?? null;
}
const kindsOf = async (userId: string) => (await list(userId))?.edges.map(({ node }) => node.kind);
const added = (userId: string) =>
  profile.published.filter(
    ({ type, data }) => type === 'profile.notification.added' && data['userId'] === userId,
  );
const told = (userId: string, ...kinds: string[]) =>
  profile.eventually(async () => expect(await kindsOf(userId)).toEqual(kinds));
const mark = (upTo: string, as: string) => profile.execute(readMutation, { upTo }, { as: { userId: as } });
const choose = (choices: object, as = bob) =>
  profile.execute(chooseMutation, { choices }, { as: { userId: as } });

describe('notifications', () => {
  it('tell both sides of a payment, with whom and how much, and are announced to each alone', async () => {
    const event = await pay();
    await told(bob, 'PAYMENT_RECEIVED');
    await told(alice, 'PAYMENT_COMPLETED');
    expect((await list(bob))?.edges[0]?.node).toMatchObject({
      read: false,
      payment: { id: event.data['paymentId'] },
      counterparty: { id: alice, displayName: 'Alice' },
      amount,
    });
    await profile.eventually(() => expect(added(bob)).toHaveLength(1));
    expect(added(bob)[0]?.audience).toBe(`user:${bob}`);
  });

  it('come once, though the event comes twice', async () => {
    const event = await pay();
    await profile.publishAgain(event);
    await publish('auth.user.password-changed', { userId: bob });
    await profile.eventually(async () => expect(await kindsOf(bob)).toContain('PASSWORD_CHANGED'));
    await profile.publishAgain(event);
    await pay();
    await profile.eventually(async () => expect(await kindsOf(bob)).toHaveLength(3));
    // Announced in the order in which they came: behind the last, nothing is on its way.
    await profile.eventually(() => expect(added(bob)).toHaveLength(3));
  });

  it.each<[string, 'alice' | 'bob', () => Promise<unknown>, object]>([
    [
      'PAYMENT_FAILED',
      'alice',
      () =>
        publish('payments.payment.failed', {
          ...parties(),
          amount,
          status: 'FAILED',
          reason: 'RECIPIENT_UNAVAILABLE',
        }),
      { reason: 'RECIPIENT_UNAVAILABLE', amount },
    ],
    [
      'REFUND_RECEIVED',
      'alice',
      () =>
        publish('payments.payment.refunded', {
          ...parties(),
          refundId: uuidv7(),
          refundRequestId: null,
          amount,
          refunded: amount,
          note: null,
        }),
      { amount },
    ],
    [
      'REFUND_REQUESTED',
      'bob',
      () =>
        publish('payments.payment.refund-requested', {
          ...parties(),
          refundRequestId: uuidv7(),
          amount: null,
          note: 'please',
        }),
      { amount: null },
    ],
    [
      'REFUND_DECLINED',
      'alice',
      () =>
        publish('payments.payment.refund-declined', {
          ...parties(),
          refundRequestId: uuidv7(),
          answer: null,
        }),
      { amount: null },
    ],
    [
      'TOP_UP_FAILED',
      'alice',
      () =>
        publish('payments.top-up.failed', {
          topUpId: uuidv7(),
          walletId: uuidv7(),
          userId: alice,
          amount,
          reason: 'CARD_DECLINED',
        }),
      { reason: 'CARD_DECLINED', counterparty: null, payment: null },
    ],
    [
      'PASSWORD_CHANGED',
      'bob',
      () => publish('auth.user.password-changed', { userId: bob }),
      { payment: null },
    ],
    [
      'ROLE_CHANGED',
      'bob',
      () =>
        publish('auth.user.role-changed', {
          userId: bob,
          before: { role: 'CUSTOMER' },
          after: { role: 'VENDOR', reason: 'sells' },
        }),
      { role: 'VENDOR' },
    ],
  ])('tell of %s to whom it concerns and to nobody else', async (kind, whom, happen, said) => {
    await happen();
    const [userId, other] = whom === 'alice' ? [alice, bob] : [bob, alice];
    await told(userId, kind);
    expect((await list(userId))?.edges[0]?.node).toMatchObject(said);
    expect(await kindsOf(other)).toEqual([]);
  });

  it('tell of a planned payment only when it was refused', async () => {
    const { paymentId: scheduleId, payerId, recipientId } = parties();
    const ran = { scheduleId, payerId, recipientId, amount, cadence: 'WEEKLY', nextDueOn: null } as const;
    const dueOn = '2026-11-28';
    await publish('payments.schedule.ran', { ...ran, dueOn, paymentId: uuidv7(), refusal: null });
    await publish('payments.schedule.ran', { ...ran, dueOn, paymentId: null, refusal: 'INSUFFICIENT_FUNDS' });
    await told(alice, 'SCHEDULE_FAILED');
  });

  it('are listed newest first, page by page, and for nobody else', async () => {
    for (let count = 1; count <= 3; count += 1) {
      await pay();
      await profile.eventually(async () => expect(await kindsOf(bob)).toHaveLength(count));
    }
    const first = await list(bob, bob, { first: 2 });
    const second = await list(bob, bob, { first: 2, after: first?.pageInfo.endCursor ?? '' });
    expect([first?.edges.length, first?.pageInfo.hasNextPage]).toEqual([2, true]);
    expect([second?.edges.length, second?.pageInfo.hasNextPage]).toEqual([1, false]);
    const ids = [...(first?.edges ?? []), ...(second?.edges ?? [])].map(({ node }) => node.id);
    expect(ids).toEqual([...ids].sort().reverse());
    expect(await list(bob, alice)).toBeNull();
  });

  it('are read up to one of them, in all tabs, and later ones are not', async () => {
    await pay();
    await told(bob, 'PAYMENT_RECEIVED');
    await pay();
    await told(bob, 'PAYMENT_RECEIVED', 'PAYMENT_RECEIVED');
    const [latest, oldest] = (await list(bob))?.edges.map(({ node }) => node.id) ?? [];
    const { data } = await mark(oldest ?? '', bob);
    expect(data).toEqual({ markNotificationsRead: { __typename: 'NotificationsRead' } });
    expect(await list(bob)).toMatchObject({
      unreadCount: 1,
      edges: [{ node: { id: latest, read: false } }, { node: { id: oldest, read: true } }],
    });
    const read = () =>
      profile.published.filter(
        ({ type, subject }) => type === 'profile.notification.read' && subject === bob,
      );
    await profile.eventually(() => expect(read()).toHaveLength(1));
    await mark(oldest ?? '', bob);
    await mark(latest ?? '', bob);
    await profile.eventually(() =>
      expect(read().map(({ data: { upTo } }) => upTo)).toEqual([oldest, latest]),
    );
    expect((await list(bob))?.unreadCount).toBe(0);
  });

  it.each([
    ['is no id', () => Promise.resolve('7')],
    ['is nobody’s', () => Promise.resolve(uuidv7())],
    ['is SQL', () => Promise.resolve("' or '1'='1")],
    ['is somebody else’s', async () => (await list(alice))?.edges[0]?.node.id ?? ''],
  ])('stay unread when what they are to be read up to %s', async (_name, upTo) => {
    await pay();
    await told(bob, 'PAYMENT_RECEIVED');
    await told(alice, 'PAYMENT_COMPLETED');
    const { data } = await mark(await upTo(), bob);
    expect(data).toMatchObject({
      markNotificationsRead: { __typename: 'InvalidInput', fields: [{ name: 'upTo' }] },
    });
    expect((await list(bob))?.unreadCount).toBe(1);
    expect((await list(alice))?.unreadCount).toBe(1);
  });

  it('of a kind that is turned off do not come, until it is turned on again', async () => {
    const { data } = await choose([{ kind: 'PAYMENT_RECEIVED', inApp: false }]);
    expect(data).toMatchObject({
      chooseNotifications: {
        __typename: 'Profile',
        notificationChoices: expect.arrayContaining([
          { kind: 'PAYMENT_RECEIVED', inApp: false, byEmail: true, canBeTurnedOff: true },
          { kind: 'PASSWORD_CHANGED', inApp: true, byEmail: true, canBeTurnedOff: false },
        ]),
      },
    });
    await pay();
    await told(alice, 'PAYMENT_COMPLETED');
    expect(await kindsOf(bob)).toEqual([]);
    await choose([{ kind: 'PAYMENT_RECEIVED', inApp: true }]);
    await pay();
    await told(bob, 'PAYMENT_RECEIVED');
  });

  it.each<[string, object, string]>([
    ['nothing', [], 'choices'],
    ['an account’s own kind turned off', [{ kind: 'ROLE_CHANGED', inApp: false }], 'choices.0.inApp'],
    ['an account’s own mail turned off', [{ kind: 'NEW_DEVICE', byEmail: false }], 'choices.0.byEmail'],
    ['too much', Array(100).fill({ kind: 'PAYMENT_FAILED', inApp: false }), 'choices'],
  ])('are chosen as before when the choice is %s', async (_name, choices, name) => {
    const { data } = await choose(choices);
    expect(data).toMatchObject({ chooseNotifications: { __typename: 'InvalidInput', fields: [{ name }] } });
    await pay();
    await told(bob, 'PAYMENT_RECEIVED');
  });

  it('are for nobody who has not signed in', async () => {
    const answers = await Promise.all([
      profile.execute(readMutation, { upTo: uuidv7() }),
      profile.execute(chooseMutation, { choices: [] }),
    ]);
    for (const { errors } of answers)
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
