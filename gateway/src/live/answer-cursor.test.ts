import { userAudience } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { changes, idsOf, startLiveFixture, type LiveFixture } from '../testing/live-fixture.ts';

let live: LiveFixture;

beforeAll(async () => void (live = await startLiveFixture()));
afterAll(() => live.stop());
afterEach(() => live.settle());

const cursorOf = (headers: Headers) => headers.get('live-cursor')?.split(';')[0];

it('an update that comes between a query and the first subscription is delivered to who subscribes behind the answer', async () => {
  const alice = uuidv7();
  await live.publishFor(alice, 2);
  const authorization = `Bearer ${await live.test.issuer.sign({ userId: alice })}`;
  const { headers } = await live.test.post({ query: '{ version }' }, { authorization });
  const between = await live.publishFor(alice, 3);
  const after = cursorOf(headers) ?? '';
  const { store } = live.test.gateway;
  await eventually(async () => {
    const { events } = await store.readAfter([userAudience(alice)], after);
    expect(events.map(({ event }) => event.subject)).toEqual(expect.arrayContaining(between));
  });
  expect(live.test.gateway.live.size).toBe(0);
  const watched = await live.subscribed(await live.signedIn(alice), changes, { after });
  await eventually(() => expect(idsOf(watched)).toEqual(expect.arrayContaining(between)));
  const later = await live.publishFor(alice, 1);
  await eventually(() => expect(idsOf(watched).slice(-4)).toEqual([...between, ...later]));
  watched.stop();
});

it('an update that came while the answer was read is delivered behind it', async () => {
  const alice = uuidv7();
  const authorization = `Bearer ${await live.test.issuer.sign({ userId: alice })}`;
  const during: string[] = [];
  live.graph.payments.fault = async (response, answer) => {
    const answered = await answer();
    during.push(...(await live.publishFor(alice, 2)));
    response.setHeader('content-type', 'application/json').end(answered);
  };
  const { headers } = await live.test.post({ query: '{ payment(id: "p1") { id } }' }, { authorization });
  live.graph.payments.fault = null;
  const watched = await live.subscribed(await live.signedIn(alice), changes, { after: cursorOf(headers) });
  await eventually(() => expect(idsOf(watched)).toEqual(during));
  watched.stop();
});

it('each answer over HTTP has one, whoever answers it and whatever it says', async () => {
  const form = /^[\w-]+;position=\d+$/;
  for (const body of [{ query: '{ version }' }, {}]) {
    const { headers } = await live.test.post(body);
    expect([body, headers.get('live-cursor')]).toEqual([body, expect.stringMatching(form)]);
  }
  const slow = await live.test.post({ query: '{ version }' }, { accept: 'application/json; charset=utf-8' });
  expect(slow.headers.get('live-cursor')).toMatch(form);
});
