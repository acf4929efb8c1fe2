import { eventually } from '@payloom/testkit/eventually';
import type { ExecutionResult } from 'graphql';
import type { JsonObject } from '../executor/json.ts';
import type { Caller } from '../operations/caller.ts';
import { callerWith, loanEvent, startDesk, type DeskFixture } from '../testing/desk.ts';
import { plain } from '../testing/open-graph.ts';
import type { LiveSubscription } from './live-subscription.ts';

const [one, other] = ['0199aa00-0000-7000-8000-0000000000b1', '0199aa00-0000-7000-8000-0000000000b2'];
const [here, there] = ['0199aa00-0000-7000-8000-0000000000c1', '0199aa00-0000-7000-8000-0000000000c2'];

/** Asks the desk for what each user, and each session, sees otherwise. */
const own =
  'subscription ($after: Cursor) { loanChanged(after: $after) { cursor book { id reservedBy seenFrom } } }';
/** Asks the desk and the library for what is the same for all, some of it for those who hold a scope. */
const alike = 'subscription { loanChanged { book { title place fee } reader { name } } }';
const alikeFetches = 3;

let desk: DeskFixture;
let running: LiveSubscription[];

beforeAll(async () => void (desk = await startDesk()));
afterAll(() => desk.stop());
beforeEach(async () => {
  running = [];
  desk.library.reset();
  desk.desk.seen.length = 0;
  desk.desk.fault = null;
  await desk.hydrations();
});
afterEach(async () => {
  for (const each of running) await each.return();
  expect(desk.live.size).toBe(0);
});

async function subscribed(query: string, callers: readonly Caller[], variables: JsonObject = {}) {
  const started = await Promise.all(callers.map((caller) => desk.subscribe(query, caller, variables)));
  running.push(...started);
  return started;
}

/** Tells everybody of a loan; resolves with the update of each. */
async function updatesOf(subscriptions: readonly LiveSubscription[]) {
  const next = subscriptions.map((each) => each.next());
  await desk.store.append([loanEvent(one, other)]);
  return (await Promise.all(next)).map(({ value }) => plain(value ?? {}));
}

const fetches = () =>
  [desk.desk, ...Object.values(desk.library.subgraphs)].reduce((sum, { seen }) => sum + seen.length, 0);

/** Holds back what the desk answers until it is let go. */
function holdDesk(): () => void {
  const held = Promise.withResolvers<void>();
  desk.desk.fault = async (response, answer) => {
    await held.promise;
    response.setHeader('content-type', 'application/json').end(await answer());
  };
  return () => held.resolve();
}

const dataOf = (result: ExecutionResult | undefined) => JSON.stringify(plain(result ?? {}).data);

describe('an event for many subscribers', () => {
  it.each([1, 200])('is hydrated once for %i of one session', async (count) => {
    const caller = callerWith({ userId: one, sessionId: here });
    const updates = await updatesOf(
      await subscribed(
        own,
        Array.from({ length: count }, () => caller),
      ),
    );
    expect(new Set(updates.map((each) => JSON.stringify(each.data))).size).toBe(1);
    expect(updates[0]?.data).toMatchObject({
      loanChanged: { book: { id: 'b1', reservedBy: `for ${one}`, seenFrom: `in ${here}` } },
    });
    expect([await desk.hydrations(), fetches()]).toEqual([1, 1]);
  });

  it('is hydrated once for 200 users who get the same by what the graph says, with one fetch of each subgraph', async () => {
    const callers = Array.from({ length: 200 }, (_, index) =>
      callerWith({ userId: index % 2 ? one : other, sessionId: `s${index}`, scopes: new Set(['fees:read']) }),
    );
    const updates = await updatesOf(await subscribed(alike, callers));
    expect(new Set(updates.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(updates[0]?.data).toEqual({
      loanChanged: { book: { title: 'Loom', place: 'Shelf b1', fee: '2 CHF' }, reader: { name: 'Ada' } },
    });
    expect([await desk.hydrations(), fetches()]).toEqual([1, alikeFetches]);
  });

  it('is hydrated for each user and each session apart where nothing says that they get the same', async () => {
    const callers = [one, other].flatMap((userId) =>
      [here, there].map((sessionId) => callerWith({ userId, sessionId })),
    );
    const updates = await updatesOf(await subscribed(own, [...callers, ...callers]));
    expect(new Set(updates.map((each) => JSON.stringify(each.data))).size).toBe(4);
    expect(await desk.hydrations()).toBe(4);
  });

  it('is hydrated apart for who lacks a scope that the others have', async () => {
    const scopes = new Set(['fees:read']);
    const callers = [{ userId: one, scopes }, { userId: other, scopes }, { userId: other }].map(callerWith);
    const updates = await updatesOf(await subscribed(alike, callers));
    expect(updates.map(({ data }) => JSON.stringify(data).includes('2 CHF'))).toEqual([true, true, false]);
    expect(await desk.hydrations()).toBe(2);
  });

  it.each<[string, Partial<Parameters<typeof callerWith>[0]>]>([
    ['role', { role: 'VENDOR' }],
    ['proof of who they are', { authTime: new Date(0) }],
    ['confirmed email', { emailVerified: false }],
  ])('is hydrated apart for a token that tells of another %s', async (_name, changes) => {
    const claims = { userId: one, sessionId: here };
    await updatesOf(await subscribed(own, [callerWith(claims), callerWith({ ...claims, ...changes })]));
    expect(await desk.hydrations()).toBe(2);
  });

  it('is hydrated apart for other variables, but not for another place to begin', async () => {
    const caller = callerWith({ userId: one, sessionId: here });
    const query =
      'subscription ($after: Cursor, $currency: String) { loanChanged(after: $after) { book { fee(currency: $currency) } } }';
    const [after = ''] = await desk.store.append([loanEvent(other)]);
    const choices: JsonObject[] = [{}, { after }, { after, currency: 'EUR' }, { currency: null }];
    const started = await Promise.all(choices.map((variables) => desk.subscribe(query, caller, variables)));
    running.push(...started);
    await updatesOf(started);
    expect(await desk.hydrations()).toBe(3);
  });

  it('is kept for nobody once it was delivered: who asks for it again has it hydrated anew', async () => {
    const caller = callerWith({ userId: one });
    const [after] = await desk.store.append([loanEvent(other)]);
    const updates = await updatesOf(await subscribed(own, [caller]));
    const [again] = await subscribed(own, [caller], { after });
    expect(dataOf((await again?.next())?.value)).toBe(JSON.stringify(updates[0]?.data));
    expect([await desk.hydrations(), fetches()]).toEqual([2, 2]);
  });
});

describe('a subscriber that leaves', () => {
  it('takes nothing away from the others, whoever came first', async () => {
    const caller = callerWith({ userId: one, sessionId: here });
    const [first, second] = await subscribed(own, [caller, caller]);
    const letGo = holdDesk();
    const [ofFirst, ofSecond] = [first?.next(), second?.next()];
    await desk.store.append([loanEvent(one)]);
    await eventually(() => expect(fetches()).toBe(1));
    await first?.return();
    expect(await ofFirst).toEqual({ done: true, value: undefined });
    letGo();
    expect(dataOf((await ofSecond)?.value)).toContain(`in ${here}`);
    expect([await desk.hydrations(), fetches()]).toEqual([1, 1]);
  });

  it('as the last one ends the hydration, and the next begins anew', async () => {
    const caller = callerWith({ userId: one, sessionId: here });
    const [first, second] = await subscribed(own, [caller, caller]);
    const closed = Promise.withResolvers<void>();
    desk.desk.fault = (response) => void response.once('close', () => closed.resolve());
    const ends = [first, second].map(async (each) => each?.next());
    const [cursor] = await desk.store.append([loanEvent(other), loanEvent(one)]);
    await eventually(() => expect(fetches()).toBe(1));
    await Promise.all([first?.return(), second?.return()]);
    expect(await Promise.all(ends)).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
    await closed.promise;
    desk.desk.fault = null;
    const [third] = await subscribed(own, [caller], { after: cursor });
    expect(dataOf((await third?.next())?.value)).toContain(`in ${here}`);
  });
});

describe('a token that has run out', () => {
  it('is no matter of those who shared with it', async () => {
    const claims = { userId: one, sessionId: here };
    const [expired, fresh] = [callerWith({ ...claims, isExpired: true }), callerWith(claims)];
    const updates = await updatesOf(await subscribed(own, [expired, fresh, fresh, expired]));
    expect(updates.map(({ errors }) => errors?.[0]?.extensions?.code)).toEqual([
      'UNAUTHENTICATED',
      undefined,
      undefined,
      undefined,
    ]);
    expect(await desk.hydrations()).toBe(2);
  });
});

describe('a viewer of whom a subgraph hears too much at once', () => {
  it('is told so, and those who shared with them are answered', async () => {
    const caller = callerWith({ userId: one, sessionId: here });
    const limited = [{ message: 'Too much.', extensions: { code: 'RATE_LIMITED' } }];
    desk.desk.fault = async (response) => {
      desk.desk.fault = null;
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ data: null, errors: limited }));
    };
    const updates = await updatesOf(await subscribed(own, [caller, caller]));
    expect(updates.map(({ errors }) => errors?.[0]?.extensions?.code)).toEqual(['RATE_LIMITED', undefined]);
    expect(JSON.stringify(updates[1]?.data)).toContain(`in ${here}`);
  });
});
