import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { composeSupergraph } from './testing/compose.ts';

const sdl = composeSupergraph([
  { name: 'one', url: 'http://127.0.0.1:1/graphql', sdl: 'type Query { a: String }' },
]);
const startTimeMaxMs = 30_000;

let folder: string;
let child: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-main-'));
  await writeFile(join(folder, 'supergraph.graphql'), sdl);
});
afterEach(() => void child?.kill('SIGKILL'));
afterAll(() => rm(folder, { recursive: true }));

function start(env: Record<string, string>): ChildProcess {
  child = fork(join(import.meta.dirname, 'main.ts'), {
    // What the test run needs of Node is not what the gateway needs.
    execArgv: [],
    env: {
      SUPERGRAPH_PATH: join(folder, 'supergraph.graphql'),
      LOG_LEVEL: 'silent',
      PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  return child;
}

describe('the process', () => {
  it(
    'says where it listens, serves a graph with nothing else given, and ends well when told to',
    async () => {
      const gateway = start({});
      const [message] = (await once(gateway, 'message')) as [{ type: string; url: string }];
      expect(message).toEqual({ type: 'ready', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
      expect((await fetch(`${message.url}/healthz`)).status).toBe(200);
      gateway.kill('SIGTERM');
      expect(await once(gateway, 'exit')).toEqual([0, null]);
    },
    startTimeMaxMs,
  );

  it(
    'ends when its supervisor is gone',
    async () => {
      const gateway = start({});
      await once(gateway, 'message');
      gateway.disconnect();
      expect(await once(gateway, 'exit')).toEqual([0, null]);
    },
    startTimeMaxMs,
  );

  it(
    'does not start in an environment that is not right, and says all that is wrong',
    async () => {
      const gateway = start({ PORT: 'x', JWKS_URL: 'y' });
      if (!gateway.stderr) throw new Error('The process has no stderr');
      const [said, [code]] = await Promise.all([text(gateway.stderr), once(gateway, 'exit')]);
      expect(code).toBe(1);
      expect(said).toContain('PORT');
      expect(said).toContain('JWKS_URL');
    },
    startTimeMaxMs,
  );
});
