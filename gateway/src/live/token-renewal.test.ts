import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { subgraphUnavailable } from '../errors.ts';
import { changes, startLiveFixture, type LiveFixture } from '../testing/live-fixture.ts';
import { openAcknowledged } from '../testing/raw-socket.ts';
import { renewToken } from './socket-operations.ts';

let live: LiveFixture;
const alice = uuidv7();
const sessionId = uuidv7();

beforeAll(async () => void (live = await startLiveFixture()));
afterAll(() => live.stop());
afterEach(() => live.settle());

const sign = (different: Partial<Parameters<LiveFixture['test']['issuer']['sign']>[0]> = {}, seconds = 600) =>
  live.test.issuer.sign({ userId: alice, sessionId, ...different }, seconds);
const open = async (token?: string) => openAcknowledged(live.test.gateway.url, token);
const pingWith = (token: string) => ({ type: 'ping', payload: { authorization: `Bearer ${token}` } });

describe('a token that is renewed on the open socket', () => {
  it('lets the socket outlive the first one, and hydrates updates with the new one', async () => {
    const [first, second] = [await sign({}, 4), await sign()];
    const expiredAtMs = Date.now() + 4_000;
    const raw = await open(first);
    raw.say({ type: 'subscribe', id: 'ID', payload: { query: changes } });
    await eventually(() => expect(live.test.gateway.live.size).toBe(1));
    raw.say(pingWith(second));
    expect((await raw.heard('pong')).payload).toEqual({ renewed: true });
    await eventually(() => expect(Date.now()).toBeGreaterThan(expiredAtMs + 500));
    live.graph.payments.seen.length = 0;
    await live.publishFor(alice, 1);
    expect((await raw.heard('next')).payload).toMatchObject({ data: { paymentChanged: {} } });
    expect(live.graph.payments.seen[0]?.headers.authorization).toBe(`Bearer ${second}`);
    expect(raw.socket.readyState).toBe(raw.socket.OPEN);
    raw.socket.close();
  });

  it.each([
    ['of another session', { sessionId: uuidv7() }, 600, 'TOKEN_INVALID'],
    ['of another role', { role: 'ADMIN' as const }, 600, 'TOKEN_INVALID'],
    ['that has expired', {}, -5, 'TOKEN_EXPIRED'],
  ])('by one %s closes it', async (_name, different, seconds, reason) => {
    const raw = await open(await sign());
    raw.say(pingWith(await sign(different, seconds)));
    expect(await raw.closed).toEqual({ code: 4403, reason });
  });

  it('makes nobody in particular somebody', async () => {
    const raw = await open();
    raw.say(pingWith(await sign()));
    expect(await raw.closed).toEqual({ code: 4403, reason: 'TOKEN_INVALID' });
  });

  it('stays the one it was while there are no keys to check another with', async () => {
    const tokens = { verify: async () => Promise.reject(subgraphUnavailable()), stop: () => {} };
    const closes: unknown[] = [];
    const note = (how: unknown) => void closes.push(how);
    const held = { identity: null, closed: new AbortController().signal, close: note, refuse: note };
    const extra = { ...held, authorization: 'Bearer old', forgetExpiry: () => {} };
    expect(await renewToken(tokens, extra, 'Bearer new')).toBe(false);
    expect(extra.authorization).toBe('Bearer old');
    expect(closes).toEqual([]);
  });

  it('is no matter of other pings', async () => {
    const raw = await open();
    raw.say({ type: 'ping' });
    raw.say({ type: 'ping', payload: { n: 1 } });
    await eventually(() =>
      expect(raw.messages.slice(1)).toEqual([{ type: 'pong' }, { type: 'pong', payload: { n: 1 } }]),
    );
    raw.socket.close();
  });
});
