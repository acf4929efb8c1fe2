import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { faults } from '../testing/http-subgraph.ts';
import { changes, cursorsOf, idsOf, startLiveFixture, type LiveFixture } from '../testing/live-fixture.ts';
import { entryEvent, liveSubgraph, paymentEvent } from '../testing/payments.ts';

let live: LiveFixture;
const alice = uuidv7();

beforeAll(async () => void (live = await startLiveFixture()));
afterAll(() => live.stop());
afterEach(() => live.settle());
const bob = uuidv7();

describe('a live update', () => {
  it('is the event, hydrated from the subgraphs that own the fields', async () => {
    const watched = await live.subscribed(await live.signedIn(alice), changes);
    const event = paymentEvent(alice);
    await live.test.broker.publish([event]);
    await eventually(() => expect(watched.results).toHaveLength(1));
    expect(watched.results[0]).toEqual({
      data: {
        paymentChanged: {
          cursor: expect.any(String),
          type: 'payments.payment.created',
          payment: { id: event.subject, status: 'COMPLETED', payer: { displayName: 'Name of payer-1' } },
        },
      },
    });
    watched.stop();
  });

  it('goes to those of its audience only, once each', async () => {
    const toAlice = await live.subscribed(await live.signedIn(alice), changes);
    const toBob = await live.subscribed(await live.signedIn(bob), changes);
    const toAdministrator = await live.subscribed(await live.signedIn(alice, 'ADMIN'), changes);
    const [mine] = await live.publishFor(alice, 1);
    const [other] = await live.publishFor(bob, 1);
    await eventually(() => expect(idsOf(toAdministrator)).toEqual([mine, other]));
    expect(idsOf(toAlice)).toEqual([mine]);
    expect(idsOf(toBob)).toEqual([other]);
    for (const watched of [toAlice, toBob, toAdministrator]) watched.stop();
  });

  it('comes in order however long each takes', async () => {
    let slow = true;
    live.graph.payments.fault = async (response, answer) => {
      if (slow) await delay(80);
      slow = !slow;
      response.setHeader('content-type', 'application/json').end(await answer());
    };
    const watched = await live.subscribed(await live.signedIn(alice), changes);
    const subjects = await live.publishFor(alice, 6);
    await eventually(() => expect(idsOf(watched)).toEqual(subjects));
    watched.stop();
  });

  it('is shaped by aliases, fragments, conditions and what the event itself brings', async () => {
    const query = `
      subscription ($no: Boolean!) { ...S }
      fragment S on Subscription { change: paymentChanged { ...C a: at at @skip(if: true) payment { key: id status @include(if: $no) } } }
      fragment C on PaymentChanged { kind: type money: amount { amountMinor currency } reason }`;
    const watched = await live.subscribed(await live.signedIn(alice), query, { no: false });
    const event = paymentEvent(alice);
    await live.test.broker.publish([event]);
    await eventually(() => expect(watched.results).toHaveLength(1));
    expect(watched.results[0]).toEqual({
      data: {
        change: {
          kind: event.type,
          money: { amountMinor: 2500, currency: 'EUR' },
          reason: null,
          a: event.time,
          payment: { key: event.subject },
        },
      },
    });
    watched.stop();
  });

  it('tells what a subgraph could not say, and the next one goes on', async () => {
    const watched = await live.subscribed(await live.signedIn(alice), changes);
    live.graph.profile.fault = faults.hangUp;
    await live.publishFor(alice, 1);
    await eventually(() => expect(watched.results).toHaveLength(1));
    live.graph.profile.fault = null;
    await live.publishFor(alice, 1);
    await eventually(() => expect(watched.results).toHaveLength(2));
    expect(watched.results[0]?.errors?.[0]).toMatchObject({
      path: ['paymentChanged', 'payment', 'payer'],
      extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
    });
    expect(watched.results[0]?.data).toMatchObject({
      paymentChanged: { payment: { payer: { displayName: null } } },
    });
    expect(watched.results[1]?.errors).toBeUndefined();
    watched.stop();
  });

  it('leaves out the fields its viewer may not see', async () => {
    const query = 'subscription { paymentChanged { payment { id ledger } } }';
    const watched = await live.subscribed(await live.signedIn(alice), query);
    const [id] = await live.publishFor(alice, 1);
    await eventually(() => expect(watched.results).toHaveLength(1));
    expect(watched.results[0]?.data).toEqual({ paymentChanged: { payment: { id, ledger: null } } });
    expect(watched.results[0]?.errors).toMatchObject([
      { path: ['paymentChanged', 'payment', 'ledger'], extensions: { code: 'FORBIDDEN' } },
    ]);
    watched.stop();
  });

  it('belongs to the trace of its event, and begins one where that has none', async () => {
    const watched = await live.subscribed(await live.signedIn(alice), changes);
    live.graph.payments.seen.length = 0;
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const tracestate = 'congo=t61rcWkgMzE';
    await live.test.broker.publish([{ ...paymentEvent(alice), traceparent, tracestate }]);
    await eventually(() => expect(watched.results).toHaveLength(1));
    await live.publishFor(alice, 1);
    await eventually(() => expect(watched.results).toHaveLength(2));
    const [first, second] = live.graph.payments.seen.map(({ headers }) => headers.traceparent);
    expect(first).toBe(traceparent);
    expect(live.graph.payments.seen[0]?.headers.tracestate).toBe(tracestate);
    expect(second).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-00$/);
    watched.stop();
  });

  it('is counted, with the time it took', async () => {
    const watched = await live.subscribed(await live.signedIn(alice), changes);
    const count = async (name: string) => {
      const text = await (await fetch(`${live.test.gateway.url}/metrics`)).text();
      return Number(new RegExp(`^${name}\\{.*\\} (\\d+)`, 'm').exec(text)?.[1] ?? 0);
    };
    const counts = () =>
      Promise.all([
        count('payloom_gateway_updates_total'),
        count('payloom_gateway_update_delay_seconds_count'),
      ]);
    const [updates, delays] = await counts();
    await live.publishFor(alice, 2);
    await eventually(() => expect(watched.results).toHaveLength(2));
    expect(await counts()).toEqual([updates + 2, delays + 2]);
    watched.stop();
    await live.settle();
    // What somebody missed is an update, but says nothing of how fast updates are.
    const again = await live.subscribed(await live.signedIn(alice), changes, {
      after: cursorsOf(watched)[0],
    });
    await eventually(() => expect(again.results).toHaveLength(1));
    expect(await counts()).toEqual([updates + 3, delays + 2]);
    again.stop();
  });

  it('comes once though the broker delivers twice', async () => {
    const watched = await live.subscribed(await live.signedIn(alice), changes);
    const event = paymentEvent(alice);
    await live.test.broker.publish([event]);
    await live.test.broker.publish([event, paymentEvent(alice)]);
    await eventually(() => expect(watched.results).toHaveLength(2));
    expect(idsOf(watched)[0]).toBe(event.subject);
    expect(idsOf(watched)[1]).not.toBe(event.subject);
    watched.stop();
  });
});

describe('a subscription with arguments', () => {
  const query = `subscription ($paymentId: ID, $currencies: [String!]) {
    paymentChanged(paymentId: $paymentId, currencies: $currencies) { cursor payment { id status } }
  }`;

  it('is told of the events that they name, and no others are hydrated', async () => {
    const [wanted, other] = [paymentEvent(alice), paymentEvent(alice)];
    const client = await live.signedIn(alice);
    const watched = await live.subscribed(client, query, { paymentId: wanted.subject });
    live.graph.payments.seen.length = 0;
    await live.test.broker.publish([other, wanted, other]);
    const later = paymentEvent(alice, 'payments.payment.completed');
    await live.test.broker.publish([
      { ...later, subject: wanted.subject, data: { ...later.data, paymentId: wanted.subject } },
    ]);
    await eventually(() => expect(idsOf(watched)).toEqual([wanted.subject, wanted.subject]));
    expect(live.graph.payments.seen).toHaveLength(2);
    watched.stop();
  });

  it('takes any value of a list, from within the data too, and asks for nothing by null', async () => {
    const client = await live.signedIn(alice);
    const none = await live.subscribed(client, query, { currencies: ['CHF', 'USD'] });
    const one = await live.subscribed(client, query, { currencies: ['CHF', 'EUR'] });
    const all = await live.subscribed(client, query, { currencies: null });
    const [first] = await live.publishFor(alice, 1);
    const francs = paymentEvent(alice);
    await live.test.broker.publish([
      { ...francs, data: { ...francs.data, amount: { amountMinor: 1, currency: 'CHF' } } },
    ]);
    await eventually(() => expect(idsOf(none)).toEqual([francs.subject]));
    await eventually(() => expect(idsOf(one)).toEqual([first, francs.subject]));
    await eventually(() => expect(idsOf(all)).toEqual([first, francs.subject]));
    for (const watched of [none, one, all]) watched.stop();
  });

  it('keeps to them behind a cursor', async () => {
    const client = await live.signedIn(alice);
    const first = await live.subscribed(client, changes);
    const [, wanted = ''] = await live.publishFor(alice, 3);
    await eventually(() => expect(idsOf(first)).toHaveLength(3));
    first.stop();
    await live.settle();
    const [after] = cursorsOf(first);
    const text = `subscription ($after: Cursor, $paymentId: ID) {
      paymentChanged(after: $after, paymentId: $paymentId) { cursor payment { id } }
    }`;
    const again = await live.subscribed(client, text, { after, paymentId: wanted });
    const [last] = await live.publishFor(alice, 1);
    expect(last).not.toBe(wanted);
    await eventually(() => expect(idsOf(again)).toEqual([wanted]));
    again.stop();
  });
});

describe('a new supergraph', () => {
  it('keeps the subscriptions that make sense in it, ends the others with a reason, and brings new events', async () => {
    const client = await live.signedIn(alice, 'ADMIN');
    const stays = await live.subscribed(client, changes);
    const goes = await live.subscribed(client, 'subscription { paymentChanged { reason } }');
    const more = liveSubgraph({ more: 'registered: EntryAdded @event(types: ["auth.user.registered"])' });
    await live.test.replaceSupergraph(
      live.graph.sdl({ ...more, sdl: more.sdl.replace('reason: String', '') }),
    );
    await eventually(() => expect(goes.ended).toMatchObject([{ extensions: { code: 'SCHEMA_CHANGED' } }]));
    expect(stays.ended).toBeUndefined();

    const [id] = await live.publishFor(alice, 1);
    await eventually(() => expect(idsOf(stays)).toEqual([id]));
    const fresh = await live.subscribed(client, 'subscription { registered { cursor } }');
    const registered = { ...entryEvent(), type: 'auth.user.registered' };
    await live.test.broker.publish([registered]);
    await eventually(() => expect(fresh.results).toHaveLength(1));
    stays.stop();
    fresh.stop();
    await live.test.replaceSupergraph(live.graph.sdl());
    await eventually(async () => {
      const { body } = await live.test.post({
        query: '{ __type(name: "PaymentChanged") { fields { name } } }',
      });
      expect(JSON.stringify(body)).toContain('reason');
    });
  });
});
