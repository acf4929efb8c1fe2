import { connect } from 'amqplib';
import { Redis } from 'ioredis';

const answerMsMax = 5_000;

/** Whether a broker answers at this address and lets in whom it names. */
export async function amqpAnswers(url: string): Promise<boolean> {
  try {
    const connection = await connect(url, { timeout: answerMsMax });
    connection.on('error', () => undefined);
    await connection.close();
    return true;
  } catch {
    return false;
  }
}

/** Whether a Redis answers at this address and lets in whom it names. */
export async function redisAnswers(url: string): Promise<boolean> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: answerMsMax,
    commandTimeout: answerMsMax,
    disconnectTimeout: 50,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}
