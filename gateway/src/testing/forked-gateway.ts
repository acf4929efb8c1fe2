import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import type { ServicesFixture } from './services-fixture.ts';
import type { TestGateway } from './test-gateway.ts';

const readySchema = z.object({ url: z.string() });

/** A gateway in a process of its own, which a test may tell to stop. */
export interface ForkedGateway {
  readonly url: string;
  /** SIGTERM; resolves with the code it exits with. */
  terminate(): Promise<unknown>;
  kill(): void;
}

/** Starts one on these services that takes the same tokens as `beside`. */
export async function forkGateway(
  { rabbitMq, redis }: Pick<ServicesFixture, 'rabbitMq' | 'redis'>,
  beside: TestGateway,
  env: Record<string, string> = {},
): Promise<ForkedGateway> {
  const child = fork(join(import.meta.dirname, '../main.ts'), {
    // What the test run needs of Node is not what the gateway needs.
    execArgv: [],
    env: {
      SUPERGRAPH_PATH: beside.supergraphPath,
      JWKS_URL: beside.keysUrl,
      AMQP_URL: rabbitMq.url,
      REDIS_URL: redis.url,
      LOG_LEVEL: 'silent',
      PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = await once(child, 'message');
  const { url } = readySchema.parse(message);
  return {
    url,
    terminate: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      const [code]: unknown[] = await exited;
      return code;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
