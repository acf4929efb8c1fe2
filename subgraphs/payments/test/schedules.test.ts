import type { TestSubgraph } from '@payloom/testkit/subgraph';
import { v7 as uuidv7 } from 'uuid';
import type { Person } from './payments-fixture.ts';
import { newPerson, startPaymentsSubgraph } from './payments-subgraph.ts';

let subgraph: TestSubgraph;
let alice: Person;
let bob: Person;

beforeAll(async () => {
  subgraph = await startPaymentsSubgraph();
  alice = await newPerson(subgraph);
  bob = await newPerson(subgraph);
}, 30_000);

afterAll(() => subgraph.stop());

const as = ({ userId }: Person) => ({ as: { userId } });
const startsOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

const scheduleMutation = `mutation ($input: SchedulePaymentInput!) {
  schedulePayment(input: $input) {
    __typename
    ... on PaymentSchedule { status nextDueOn recipient { id } amount { amountMinor } lastRun { id } }
    ... on Problem { message }
  }
}`;
const listQuery = `{ paymentSchedules(first: 5) { edges { node { nextDueOn cadence timeZone } } } }`;
const entityQuery = `query ($of: [_Any!]!) {
  _entities(representations: $of) { ... on PaymentSchedule { status nextDueOn } }
}`;
const datesQuery = `query ($startsOn: LocalDate!, $first: Int!) {
  dueDates(startsOn: $startsOn, cadence: MONTHLY, first: $first)
}`;

const inputOf = (change: object = {}) => ({
  input: {
    recipientEmail: bob.email,
    amount: { amountMinor: 100, currency: 'EUR' },
    cadence: 'MONTHLY',
    startsOn,
    timeZone: 'Europe/Berlin',
    idempotencyKey: uuidv7(),
    ...change,
  },
});

describe('planned payments in the graph', () => {
  it('are planned, and listed to their payer alone', async () => {
    const { data, errors } = await subgraph.execute(scheduleMutation, inputOf(), as(alice));
    expect(errors).toBeUndefined();
    expect(data?.schedulePayment).toEqual({
      __typename: 'PaymentSchedule',
      status: 'ACTIVE',
      nextDueOn: startsOn,
      recipient: { id: bob.userId },
      amount: { amountMinor: 100 },
      lastRun: null,
    });
    const node = { nextDueOn: startsOn, cadence: 'MONTHLY', timeZone: 'Europe/Berlin' };
    const own = await subgraph.execute(listQuery, {}, as(alice));
    expect(own.data?.paymentSchedules).toEqual({ edges: [{ node }] });
    const others = await subgraph.execute(listQuery, {}, as(bob));
    expect(others.data?.paymentSchedules).toEqual({ edges: [] });
  });

  it('are told by their key, as in a live update, to their payer and to no administrator', async () => {
    await subgraph.execute(scheduleMutation, inputOf(), as(alice));
    const { data } = await subgraph.execute<{ paymentSchedules: { edges: { node: { id: string } }[] } }>(
      '{ paymentSchedules(first: 1) { edges { node { id } } } }',
      {},
      as(alice),
    );
    const of = [{ __typename: 'PaymentSchedule', id: data?.paymentSchedules.edges[0]?.node.id }];
    const own = await subgraph.execute(entityQuery, { of }, as(alice));
    expect(own.data).toEqual({ _entities: [{ status: 'ACTIVE', nextDueOn: startsOn }] });
    for (const viewer of [{ userId: bob.userId }, { userId: bob.userId, role: 'ADMIN' as const }]) {
      const others = await subgraph.execute(entityQuery, { of }, { as: viewer });
      expect(others).toMatchObject({ data: { _entities: [null] } });
    }
  });

  it.each([
    ['startsOn', '31.01.2027'],
    ['timeZone', 'Mars/Olympus'],
    ['cadence', 'HOURLY'],
  ])('name the variable %s when it is no such thing: %s', async (name, value) => {
    const { errors } = await subgraph.execute(scheduleMutation, inputOf({ [name]: value }), as(alice));
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors?.[0]?.message).toContain(`input.${name}`);
  });

  it('show their next dates before', async () => {
    const { data } = await subgraph.execute(datesQuery, { startsOn: '2027-01-31', first: 3 }, as(alice));
    expect(data?.dueDates).toEqual(['2027-01-31', '2027-02-28', '2027-03-31']);
    for (const variables of [
      { startsOn, first: 0 },
      { startsOn, first: 13 },
      { startsOn: '2027-02-30', first: 3 },
    ]) {
      const { errors } = await subgraph.execute(datesQuery, variables, as(alice));
      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    }
  });

  it('ask who is there', async () => {
    for (const [query, variables] of [
      [scheduleMutation, inputOf()],
      [listQuery, {}],
      [datesQuery, { startsOn, first: 3 }],
    ] as const) {
      const { errors } = await subgraph.execute(query, variables);
      expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    }
  });
});
