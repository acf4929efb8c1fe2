import { join } from 'node:path';
import { consumerBindings } from '@payloom/event-contracts/consumers';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Consumer } from '@payloom/messaging/broker';
import { startTestSubgraph, type TestSubgraph } from '@payloom/testkit/subgraph';
import { v7 as uuidv7 } from 'uuid';
import { createContext } from '../src/context.ts';
import { consumes } from '../src/events/consumes.ts';
import { collectDeadLetters } from '../src/events/on-dead-letter.ts';
import { ormConfig } from '../src/orm.config.ts';
import { resolvers } from '../src/resolvers/resolvers.ts';

const administrator = { userId: uuidv7(), role: 'ADMIN' } as const;
const queue = 'payments.payments.process';
const patterns = ['payments.payment.created'];

const listQuery = `query ($filter: DeadLetterFilter) {
  deadLetters(filter: $filter) {
    totalCount
    edges {
      node {
        id status queue eventId eventType subject event reason attempts parkedAt timesParked
        history { attempt at reason } resolvedAt resolvedBy { id } discardReason
      }
    }
  }
}`;
const queuesQuery = '{ eventQueues { queue description patterns waiting delayed deadLetters consumers } }';
const replayMutation = `mutation ($ids: [ID!]!) {
  replayDeadLetters(ids: $ids) { deadLetters { id status resolvedBy { id } } skipped }
}`;
const discardMutation = `mutation ($ids: [ID!]!, $reason: String!) {
  discardDeadLetters(ids: $ids, reason: $reason) { deadLetters { id status discardReason } skipped }
}`;

interface Letter {
  id: string;
  eventId: string;
}
interface Letters {
  deadLetters: { totalCount: number; edges: { node: Letter }[] };
}

function paymentCreated(): Parameters<TestSubgraph['publish']>[0] {
  const [paymentId, payerId, recipientId] = [uuidv7(), uuidv7(), uuidv7()];
  const amount = { amountMinor: 100, currency: 'EUR' };
  return {
    type: 'payments.payment.created',
    subject: paymentId,
    data: { paymentId, payerId, recipientId, amount, status: 'PENDING', reason: null },
    audience: [`user:${payerId}`],
    actor: payerId,
  };
}

describe('the dead letters of a consumer that cannot handle its events', () => {
  let admin: TestSubgraph;
  let consumer: Consumer | undefined;
  let isPoisoned = true;
  const handled: string[] = [];

  const handle = async ({ id }: EventEnvelope) => {
    if (isPoisoned) throw new Error('the ledger is out of balance');
    handled.push(id);
  };

  beforeAll(async () => {
    admin = await startTestSubgraph({
      name: 'admin',
      schemaPath: join(import.meta.dirname, '../schema.graphql'),
      resolvers,
      context: createContext,
      consumes,
      eventWork: collectDeadLetters,
      orm: ormConfig,
    });
    consumer = await admin.broker.consume({ queue, patterns, handle, attemptsMax: 2 });
  });
  beforeEach(() => (isPoisoned = true));
  afterAll(async () => {
    await consumer?.stop();
    await admin?.stop();
  });

  async function letterOf({ subject }: EventEnvelope) {
    const { data, errors } = await admin.execute<Letters>(
      listQuery,
      { filter: { subject } },
      { as: administrator },
    );
    expect(errors).toBeUndefined();
    expect(data?.deadLetters.totalCount).toBe(data?.deadLetters.edges.length);
    return data?.deadLetters.edges[0]?.node;
  }

  /** Waits until the letter of the event says so. */
  function letterThat(event: EventEnvelope, expected: Record<string, unknown>): Promise<Letter> {
    return admin.eventually(async () => {
      const letter = await letterOf(event);
      expect(letter).toMatchObject(expected);
      if (!letter) throw new Error('There is no such letter');
      return letter;
    });
  }

  const announcedOf = ({ id }: Letter) =>
    admin.published.filter(({ subject }) => subject === id).map(({ type }) => type);

  it('are collected with their history, announced, and counted in their queue', async () => {
    const event = await admin.publish(paymentCreated());
    const letter = await letterThat(event, {
      status: 'OPEN',
      queue,
      eventId: event.id,
      eventType: 'payments.payment.created',
      event: { id: event.id, data: event.data },
      reason: expect.stringContaining('the ledger is out of balance'),
      attempts: 2,
      timesParked: 1,
      history: [
        { attempt: 1 },
        { attempt: 2, reason: expect.stringContaining('the ledger is out of balance') },
      ],
      resolvedAt: null,
      resolvedBy: null,
      discardReason: null,
    });
    await admin.eventually(() => expect(announcedOf(letter)).toEqual(['admin.dead-letter.collected']));
    await admin.eventually(async () => {
      const { data } = await admin.execute<{ eventQueues: { queue: string }[] }>(
        queuesQuery,
        {},
        { as: administrator },
      );
      const state = data?.eventQueues.find((each) => each.queue === queue);
      expect(state).toMatchObject({ patterns, waiting: 0, deadLetters: 1, consumers: 1 });
      expect(data?.eventQueues).toHaveLength(consumerBindings.length);
    });
  });

  it('are healed by a replay, once what was broken is mended; nobody else gets the event again', async () => {
    const event = await admin.publish(paymentCreated());
    const { id } = await letterThat(event, { status: 'OPEN' });
    const seen = () => admin.published.filter((each) => each.id === event.id);
    expect(seen()).toHaveLength(1);

    isPoisoned = false;
    const { data } = await admin.execute(replayMutation, { ids: [id, 'none'] }, { as: administrator });
    expect(data).toEqual({
      replayDeadLetters: {
        deadLetters: [{ id, status: 'REPLAYED', resolvedBy: { id: administrator.userId } }],
        skipped: ['none'],
      },
    });
    await admin.eventually(() => expect(handled.filter((each) => each === event.id)).toHaveLength(1));
    await letterThat(event, { status: 'REPLAYED', timesParked: 1, resolvedBy: { id: administrator.userId } });
    expect(seen()).toHaveLength(1);
  });

  it('are open again when the replay fails again, with how often that was', async () => {
    const event = await admin.publish(paymentCreated());
    const letter = await letterThat(event, { status: 'OPEN' });
    await admin.execute(replayMutation, { ids: [letter.id] }, { as: administrator });
    await letterThat(event, { id: letter.id, status: 'OPEN', timesParked: 2, attempts: 2 });
    await admin.eventually(() =>
      expect(announcedOf(letter)).toEqual([
        'admin.dead-letter.collected',
        'admin.dead-letter.replayed',
        'admin.dead-letter.collected',
      ]),
    );
  });

  it('are let go with a reason, which the audit log shows with who gave it', async () => {
    const event = await admin.publish(paymentCreated());
    const { id } = await letterThat(event, { status: 'OPEN' });
    const variables = { ids: [id], reason: 'Refunded by hand.' };
    const headers = { 'x-forwarded-for': '192.0.2.77' };
    const { data } = await admin.execute(discardMutation, variables, { as: administrator, headers });
    expect(data).toMatchObject({
      discardDeadLetters: { deadLetters: [{ status: 'DISCARDED', discardReason: 'Refunded by hand.' }] },
    });
    const audit = await admin.execute(
      `query ($filter: AuditEntryFilter) {
        auditEntries(filter: $filter) { edges { node { action actor { id } clientAddress before after } } }
      }`,
      { filter: { subject: id } },
      { as: administrator },
    );
    expect(audit.data).toMatchObject({
      auditEntries: {
        edges: [
          {
            node: {
              action: 'admin.dead-letter.discarded',
              actor: { id: administrator.userId },
              clientAddress: '192.0.2.77',
              before: { status: 'OPEN' },
              after: { status: 'DISCARDED', discardReason: 'Refunded by hand.' },
            },
          },
        ],
      },
    });
  });

  it('are resolved as references of the graph, as a subscription asks for them', async () => {
    const event = await admin.publish(paymentCreated());
    const { id } = await letterThat(event, { status: 'OPEN' });
    const representations = [
      { __typename: 'DeadLetter', id },
      { __typename: 'DeadLetter', id: uuidv7() },
    ];
    const { data, errors } = await admin.execute(
      `query ($representations: [_Any!]!, $id: ID!) {
        _entities(representations: $representations) { ... on DeadLetter { id queue } }
        deadLetter(id: $id) { id }
      }`,
      { representations, id },
      { as: administrator },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ _entities: [{ id, queue }, null], deadLetter: { id } });
  });

  it.each([
    ['a customer', { userId: uuidv7() }, 'FORBIDDEN'],
    ['somebody who may read the audit log alone', { userId: uuidv7(), scopes: ['audit:read'] }, 'FORBIDDEN'],
    ['somebody not signed in', undefined, 'UNAUTHENTICATED'],
  ])('are neither shown to nor touched by %s', async (_who, viewer, code) => {
    const event = await admin.publish(paymentCreated());
    const { id } = await letterThat(event, { status: 'OPEN' });
    const as = viewer ? { as: viewer } : {};
    const entity = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on DeadLetter { reason } }
    }`;
    const answers = [
      await admin.execute(listQuery, {}, as),
      await admin.execute(queuesQuery, {}, as),
      await admin.execute('query ($id: ID!) { deadLetter(id: $id) { id } }', { id }, as),
      await admin.execute(entity, { representations: [{ __typename: 'DeadLetter', id }] }, as),
      await admin.execute(replayMutation, { ids: [id] }, as),
      await admin.execute(discardMutation, { ids: [id], reason: 'Mine.' }, as),
    ];
    for (const { data, errors } of answers) {
      expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual([code]);
      expect(JSON.stringify(data ?? null)).not.toContain('ledger');
    }
    await letterThat(event, { status: 'OPEN', timesParked: 1 });
  });

  it('may be read but not touched by who has no more than that scope', async () => {
    const event = await admin.publish(paymentCreated());
    const { id } = await letterThat(event, { status: 'OPEN' });
    const as = { userId: uuidv7(), scopes: ['events:read'] };
    expect((await admin.execute(listQuery, {}, { as })).errors).toBeUndefined();
    for (const [mutation, variables] of [
      [replayMutation, { ids: [id] }],
      [discardMutation, { ids: [id], reason: 'Mine.' }],
    ] as const) {
      const { errors } = await admin.execute(mutation, variables, { as });
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    await letterThat(event, { status: 'OPEN' });
  });
});
