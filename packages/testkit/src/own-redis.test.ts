import { Redis } from 'ioredis';
import { startOwnRedis } from './own-redis.ts';
import { redisAnswers } from './service-answers.ts';

async function withClient<Result>(url: string, use: (redis: Redis) => Promise<Result>): Promise<Result> {
  const redis = new Redis(url, { retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    return await use(redis);
  } finally {
    redis.disconnect();
  }
}

describe('startOwnRedis', () => {
  it('starts a Redis that keeps its data when it is killed, and is gone after it was stopped', async () => {
    const own = await startOwnRedis();
    await withClient(own.url, (redis) => redis.set('kept', 'yes'));
    await own.kill();
    expect(await redisAnswers(own.url)).toBe(false);
    await own.restart();
    expect(await withClient(own.url, (redis) => redis.get('kept'))).toBe('yes');
    await own.stop();
    expect(await redisAnswers(own.url)).toBe(false);
  });
});
