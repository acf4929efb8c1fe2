import { eventually } from '@payloom/testkit/eventually';
import Fastify, { type FastifyInstance } from 'fastify';
import { prepareDrain } from './drain.ts';
import { endConnectionsOnClose } from './end-connections.ts';

const drainMs = 300;

let app: FastifyInstance;
let url: string;
let drain: () => Promise<void>;
/** The times that the draining server lets go by, in milliseconds, each until the test calls its function. */
let passing: { ms: number; isOver: () => void }[];
/** The requests for `/slow` that have come, each unanswered until the test calls its function. */
let unanswered: (() => void)[];

beforeEach(async () => {
  passing = [];
  unanswered = [];
  app = Fastify({ forceCloseConnections: 'idle' });
  endConnectionsOnClose(app);
  drain = prepareDrain(app, drainMs, (ms) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    passing.push({ ms, isOver: resolve });
    return promise;
  });
  app.get('/', async () => 'answered');
  app.get('/slow', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    unanswered.push(resolve);
    await promise;
    return 'answered late';
  });
  url = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(() => app.close());

const connectionOf = async () => (await fetch(url)).headers.get('connection');

/** Lets the time go by that the server lets go by as its nth. */
async function letPass(nth: number): Promise<void> {
  await eventually(() => expect(passing).toHaveLength(nth));
  passing[nth - 1]?.isOver();
}

describe('a server that is about to close', () => {
  it('goes on answering, asks for another connection next time, and then takes none', async () => {
    expect(await connectionOf()).toBe('keep-alive');
    const drained = drain();
    for (let times = 0; times < 5; times += 1) expect(await connectionOf()).toBe('close');
    expect(passing.map(({ ms }) => ms)).toEqual([drainMs]);
    await letPass(1);
    await letPass(2);
    await drained;
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('drops no request of those who ask all the while and have somebody else to ask', async () => {
    let leaving = false;
    const ask = async () => {
      const answers = new Set<string>();
      while (!leaving) answers.add(await (await fetch(url)).text());
      return [...answers];
    };
    const asking = [ask(), ask(), ask(), ask()];
    const drained = drain();
    await connectionOf();
    leaving = true;
    expect(await Promise.all(asking)).toEqual(Array(4).fill(['answered']));
    await letPass(1);
    await letPass(2);
    await drained;
  });

  it('answers what was asked before it took no more, however long the answer takes', async () => {
    const answer = fetch(`${url}/slow`);
    await eventually(() => expect(unanswered).toHaveLength(1));
    const drained = drain();
    await letPass(1);
    await letPass(2);
    await drained;
    const closed = app.close();
    unanswered[0]?.();
    expect(await (await answer).text()).toBe('answered late');
    await closed;
  });
});
