import { setTimeout as delay } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { prepareDrain } from './drain.ts';
import { endConnectionsOnClose } from './end-connections.ts';

const drainMs = 300;

let app: FastifyInstance;
let url: string;
let drain: () => Promise<void>;

beforeEach(async () => {
  app = Fastify({ forceCloseConnections: 'idle' });
  endConnectionsOnClose(app);
  drain = prepareDrain(app, drainMs);
  app.get('/', async () => 'answered');
  url = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(() => app.close());

const connectionOf = async () => (await fetch(url)).headers.get('connection');

describe('a server that is about to close', () => {
  it('goes on answering, asks for another connection next time, and then takes none', async () => {
    expect(await connectionOf()).toBe('keep-alive');
    const drained = drain();
    await delay(drainMs / 2);
    expect(await connectionOf()).toBe('close');
    await drained;
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    await app.close();
  });

  it('drops no request of those who ask all the while and have somebody else to ask', async () => {
    const closed = delay(100).then(async () => {
      await drain();
      await app.close();
    });
    const failures: unknown[] = [];
    const ask = async () => {
      const deadline = Date.now() + drainMs;
      while (Date.now() < deadline) {
        await fetch(url).then(
          (answer) => answer.text(),
          (error: unknown) => failures.push(error),
        );
      }
    };
    await Promise.all([ask(), ask(), ask(), ask()]);
    expect(failures).toEqual([]);
    await closed;
  });
});
