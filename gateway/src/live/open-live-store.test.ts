import { redisUrl } from '@payloom/testkit/services';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { createMetrics } from '../http/metrics.ts';
import { MemoryLiveStore } from './memory-live-store.ts';
import { openLiveStore } from './open-live-store.ts';
import { RedisLiveStore } from './redis-live-store.ts';

const rabbitMq = { amqpUrl: 'amqp://rabbit', journalPath: undefined, attemptsMax: 12 };
const journal = { amqpUrl: undefined, journalPath: '/data/broker.sqlite', attemptsMax: 12 };

async function open(env: Parameters<typeof openLiveStore>[0]['env']) {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  const store = openLiveStore({ env, log, metrics: createMetrics(new Registry()) });
  await store.close();
  return { store, lines };
}

describe('the live store of an installation', () => {
  it('is Redis where there is one', async () => {
    const { store, lines } = await open({ redisUrl: redisUrl(), broker: rabbitMq });
    expect(store).toBeInstanceOf(RedisLiveStore);
    expect(lines).toEqual([]);
  });

  it('is the memory of the process without, and with RabbitMQ the log says what that means', async () => {
    const { store, lines } = await open({ redisUrl: undefined, broker: rabbitMq });
    expect(store).toBeInstanceOf(MemoryLiveStore);
    expect(lines).toEqual([expect.stringContaining('only one gateway may run')]);
  });

  it.each([null, journal])('is the memory of the process, and nothing is said of that', async (broker) => {
    const { store, lines } = await open({ redisUrl: undefined, broker });
    expect(store).toBeInstanceOf(MemoryLiveStore);
    expect(lines).toEqual([]);
  });
});
