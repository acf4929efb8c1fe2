import { defineEventHandler } from '@payloom/messaging/event-handler';
import { recordEvent } from '@payloom/messaging/outbox';
import { startTestSubgraph, type TestSubgraph } from '@payloom/testkit/subgraph';
import { makeRegisteringSubgraph, registeredUserId } from './registering-subgraph.fixture.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
/** Opens a wallet for whoever registers; `bad` never works. */
const openWallet = defineEventHandler({
  queue: 'payments.wallets.open',
  type: 'auth.user.registered',
  handle: async ({ subject }, em) => {
    if (subject === 'bad') throw new Error('no wallet for this one');
    const data = { walletId: registeredUserId, userId: registeredUserId, currency: 'EUR' };
    recordEvent(em, { type: 'payments.wallet.opened', subject, data, audience: [], actor: 'system' });
  },
});

describe('a subgraph', () => {
  let made: Awaited<ReturnType<typeof makeRegisteringSubgraph>>;
  let subgraph: TestSubgraph;

  beforeAll(async () => {
    made = await makeRegisteringSubgraph();
    subgraph = await startTestSubgraph({
      ...made.parts,
      orm: made.orm,
      consumes: [openWallet],
    });
  });
  afterAll(async () => {
    await subgraph?.stop();
    await made?.remove();
  });

  const registerUser = (subject: string, headers: Record<string, string> = {}) =>
    subgraph.execute('mutation ($subject: ID!) { register(subject: $subject) }', { subject }, { headers });
  const eventsOf = (subject: string) => subgraph.published.filter((event) => event.subject === subject);
  const get = (path: string) => fetch(new URL(path, subgraph.url));

  /** Samples of `/metrics` by name and labels, without the label of the service. */
  async function metrics(): Promise<Map<string, number>> {
    const lines = (await (await get('/metrics')).text()).split('\n').filter((line) => /^payloom_/.test(line));
    return new Map(
      lines.map((line) => {
        const at = line.lastIndexOf(' ');
        const name = line
          .slice(0, at)
          .replace(/service="bell",|,?service="bell"/, '')
          .replace('{}', '');
        return [name, Number(line.slice(at + 1))];
      }),
    );
  }

  it('carries the trace of a request through its events to those that their handlers record', async () => {
    const tracestate = 'congo=t61rcWkgMzE';
    await registerUser('traced', { traceparent, tracestate });
    await subgraph.eventually(() => expect(eventsOf('traced')).toHaveLength(2));
    expect(eventsOf('traced').map((event) => [event.type, event.traceparent, event.tracestate])).toEqual([
      ['auth.user.registered', traceparent, tracestate],
      ['payments.wallet.opened', traceparent, tracestate],
    ]);
    await registerUser('untraced');
    await subgraph.eventually(() => expect(eventsOf('untraced')).toHaveLength(2));
    expect(eventsOf('untraced').map((event) => event.traceparent)).toEqual([undefined, undefined]);
  });

  it('is ready when its database and its broker answer, and says how the database is', async () => {
    await registerUser('lately');
    await subgraph.eventually(() => expect(eventsOf('lately')).toHaveLength(2));
    const answer = await get('/readyz');
    const body: unknown = await answer.json();
    expect([answer.status, body]).toMatchObject([200, { ready: true, failing: [] }]);
    expect(body).toMatchObject({
      database: {
        pingMs: expect.any(Number),
        connectionsMax: expect.any(Number),
        oldestTransactionSeconds: 0,
        outboxWaiting: 0,
        outboxAgeSeconds: 0,
      },
      handledLastMinute: { 'payments.wallets.open': expect.any(Number) },
    });
  });

  it('counts what it publishes and handles, how long that takes and what waits', async () => {
    await registerUser('counted');
    await subgraph.eventually(() => expect(eventsOf('counted')).toHaveLength(2));
    const event = eventsOf('counted').find(({ type }) => type === 'auth.user.registered');
    if (event) await subgraph.publishAgain(event);
    await registerUser('bad');
    const queue = 'queue="payments.wallets.open"';
    const handled = (outcome: string) => `payloom_events_handled_total{${queue},outcome="${outcome}"}`;
    await subgraph.eventually(async () => {
      const found = await metrics();
      expect(found.get(handled('handled'))).toBeGreaterThan(0);
      expect(found.get(handled('duplicate'))).toBe(1);
      expect(found.get(handled('retried'))).toBeGreaterThan(0);
      expect(found.get('payloom_outbox_depth')).toBe(0);
      const published = [...found].filter(([name]) => name.startsWith('payloom_events_published_total{'));
      const sum = published.reduce((total, [, count]) => total + count, 0);
      expect(sum).toBe(subgraph.published.length - 1);
    });
    const found = await metrics();
    const effects = found.get(handled('handled'));
    expect(found.get(`payloom_event_commit_to_effect_seconds_count{${queue}}`)).toBe(effects);
    expect(found.get('payloom_events_publish_seconds_count')).toBeGreaterThan(0);
    expect(found.get(`payloom_event_handle_seconds_count{${queue}}`)).toBeGreaterThan(0);
    expect(found.get('payloom_outbox_age_seconds')).toBe(0);
    expect(found.get('payloom_events_publish_failures_total')).toBe(0);
  });
});
