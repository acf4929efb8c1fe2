import { jest } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { v7 as uuidv7 } from 'uuid';
import { OperationRefused } from '../errors.ts';
import { hurryIntervals } from '../testing/hurry-intervals.ts';
import { startLiveFixture, type LiveFixture } from '../testing/live-fixture.ts';
import { documented } from '../testing/live-protocol-page.ts';
import { openAcknowledged, openRawSocket, type RawSocket } from '../testing/raw-socket.ts';
import { startTestGateway } from '../testing/test-gateway.ts';
import { heartbeatEveryMs } from './heartbeats.ts';
import { messageSizeMaxBytes } from './socket-server.ts';

let live: LiveFixture;
const alice = uuidv7();

beforeAll(async () => void (live = await startLiveFixture()));
afterAll(() => live.stop());
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

const open = () => openRawSocket(live.test.gateway.url);
const acknowledged = () => openAcknowledged(live.test.gateway.url);
const query = { type: 'subscribe', id: 'ID', payload: { query: '{ version }' } };
const initWith = (token: string) => ({
  type: 'connection_init',
  payload: { authorization: `Bearer ${token}` },
});

async function after(
  opening: Promise<RawSocket>,
  ...said: Parameters<RawSocket['say']>[0][]
): Promise<RawSocket> {
  const raw = await opening;
  for (const message of said) raw.say(message);
  return raw;
}

/** A client that reads and answers nothing, which two heartbeats tell. */
async function withoutPong(): Promise<RawSocket> {
  hurryIntervals();
  const raw = await openRawSocket(live.test.gateway.url, { autoPong: false });
  jest.advanceTimersByTime(2 * heartbeatEveryMs);
  return raw;
}

async function atAnotherGateway(
  env: Parameters<typeof startTestGateway>[1],
  then: (raw: RawSocket, stop: () => Promise<void>) => Promise<void>,
): Promise<RawSocket> {
  const other = await startTestGateway(live.graph.sdl(), env);
  const raw = await openRawSocket(other.gateway.url);
  await then(raw, () => other.stop());
  return raw;
}

/** What brings about each close of the page, by its code and reason. */
const provocations: Readonly<Record<string, () => Promise<RawSocket>>> = {
  '1001 Going away': () => atAnotherGateway({}, (_raw, stop) => stop()),
  '1006 ': withoutPong,
  '1009 ': () => after(open(), 'x'.repeat(messageSizeMaxBytes + 1)),
  '1013 SUBGRAPH_UNAVAILABLE': () =>
    atAnotherGateway({ jwksUrl: 'http://127.0.0.1:1/jwks' }, async (raw, stop) => {
      raw.say(initWith(await live.test.issuer.sign({ userId: alice })));
      await raw.closed;
      await stop();
    }),
  '4400 Invalid message received': () => after(open(), 'nonsense'),
  '4401 Unauthorized': () => after(open(), query),
  '4403 TOKEN_EXPIRED': async () => {
    const token = await live.test.issuer.sign({ userId: alice }, 1);
    return after(open(), initWith(token));
  },
  '4403 TOKEN_INVALID': () => after(open(), initWith('a.b.c')),
  '4406 Subprotocol not acceptable': () => openRawSocket(live.test.gateway.url, { protocol: '' }),
  '4408 Connection initialisation timeout': open,
  '4409 Subscriber for ID already exists': async () => {
    jest.spyOn(live.test.gateway.live, 'subscribe').mockImplementation(() => new Promise(() => {}));
    const token = await live.test.issuer.sign({ userId: alice });
    const lasting = { ...query, payload: { query: 'subscription { paymentChanged { cursor } }' } };
    return after(openAcknowledged(live.test.gateway.url, token), lasting, lasting);
  },
  '4429 Too many initialisation requests': () => after(acknowledged(), { type: 'connection_init' }),
  '4500 Something went wrong on our side.': async () => {
    const unspeakable = Object.assign(new GraphQLError('x'), {
      toJSON: () => JSON.parse('no JSON') as never,
    });
    const refused = new OperationRefused([unspeakable]);
    jest.spyOn(live.test.gateway.live, 'subscribe').mockRejectedValue(refused);
    const failing = { ...query, payload: { query: 'subscription { paymentChanged { cursor } }' } };
    return after(acknowledged(), failing);
  },
};

describe('a socket', () => {
  const rows = documented('How a socket is closed').map(([code = '', reason = '']) => ({ code, reason }));

  it.each(rows)('is closed with $code $reason when the page says so', async ({ code, reason }) => {
    const provoke = provocations[`${code} ${reason}`];
    if (!provoke) throw new Error('The page has a close that nothing here brings about');
    const { closed } = await provoke();
    expect(await closed).toEqual({ code: Number(code), reason });
  });

  it('is closed in no other way', () => {
    expect(Object.keys(provocations)).toEqual(rows.map(({ code, reason }) => `${code} ${reason}`));
  });
});
