import { findService, rabbitMq, redis, type ServiceKind } from './find-service.ts';
import type { Machine } from './machine.ts';

interface Circumstances {
  env?: NodeJS.ProcessEnv;
  isRoot?: boolean;
  files?: string[];
  /** Addresses at which something answers. */
  answering?: string[];
  output?: (command: string) => string | undefined;
  run?: (command: string) => boolean;
}

function machine({ env, isRoot = false, files = [], answering = [], output, run }: Circumstances) {
  const commands: string[] = [];
  const said: string[] = [];
  const note = (command: string, args: readonly string[]): string => {
    commands.push([command, ...args].join(' '));
    return commands.at(-1) ?? '';
  };
  const fake: Machine = {
    env: { PATH: '/usr/local/bin:/usr/bin', ...env },
    isRoot,
    exists: (path) => files.includes(path),
    run: (command, args) => run?.(note(command, args)) ?? true,
    succeeds: (command, args) => (note(command, args), true),
    output: (command, args) => output?.(note(command, args)),
    answers: async (url) => answering.includes(url),
    say: (sentence) => void said.push(sentence),
  };
  return { ...fake, commands, said };
}

/** A kind whose program is not really started. */
const unstarted = (kind: ServiceKind): ServiceKind => ({
  ...kind,
  start: async (program) => ({ url: `started:${program}`, stop: async () => undefined }),
});

const here = 'amqp://guest:guest@127.0.0.1:5672';

it('takes the service that a variable names before all others', async () => {
  const env = { AMQP_URL: 'amqp://me:secret@broker.example' };
  const mine = machine({ env, answering: [env.AMQP_URL, here], files: ['/usr/sbin/rabbitmq-server'] });
  expect((await findService(unstarted(rabbitMq), mine)).url).toBe(env.AMQP_URL);
  expect(mine.said.join()).not.toContain('secret');
});

it('does not pass over a named service that does not answer', async () => {
  const env = { REDIS_URL: 'redis://:secret@cache.example' };
  const mine = machine({ env, answering: ['redis://127.0.0.1:6379'] });
  await expect(findService(redis, mine)).rejects.toThrow(
    'No Redis answers at the address in REDIS_URL. Start it, or unset REDIS_URL.',
  );
});

it('takes what answers on the usual port, and leaves it running', async () => {
  const mine = machine({ answering: [here], files: ['/usr/bin/docker', '/usr/sbin/rabbitmq-server'] });
  const found = await findService(unstarted(rabbitMq), mine);
  await found.stop();
  expect(found.url).toBe(here);
  expect(mine.commands).toEqual([]);
});

it("starts the installed program, RabbitMQ's own rather than the wrapper of a package", async () => {
  const files = ['/usr/sbin/rabbitmq-server', '/usr/lib/rabbitmq/bin/rabbitmq-server'];
  const mine = machine({ files, env: { PATH: '/usr/sbin' } });
  const found = await findService(unstarted(rabbitMq), mine);
  expect(found.url).toBe('started:/usr/lib/rabbitmq/bin/rabbitmq-server');
  expect(mine.said).toEqual([
    'RabbitMQ for the tests: starting /usr/lib/rabbitmq/bin/rabbitmq-server on a free port.',
  ]);
});

it('takes a Valkey for a Redis', async () => {
  const mine = machine({ files: ['/usr/local/bin/valkey-server'] });
  expect((await findService(unstarted(redis), mine)).url).toBe('started:/usr/local/bin/valkey-server');
});

it('starts a container where only Docker is there, and removes it afterwards', async () => {
  const mine = machine({
    files: ['/usr/bin/docker'],
    answering: ['redis://127.0.0.1:49153'],
    output: (command) => (command.includes(' port ') ? '127.0.0.1:49153' : 'c0ffee'),
  });
  const found = await findService(unstarted(redis), mine);
  expect(found.url).toBe('redis://127.0.0.1:49153');
  await found.stop();
  expect(mine.commands).toEqual([
    '/usr/bin/docker version',
    '/usr/bin/docker run --rm --detach --publish 127.0.0.1::6379 redis:8',
    '/usr/bin/docker port c0ffee 6379/tcp',
    '/usr/bin/docker rm --force --volumes c0ffee',
  ]);
});

it('installs the program as root on Debian, after getting the package lists where they are missing', async () => {
  const files = ['/usr/bin/apt-get'];
  let runs = 0;
  const mine = machine({
    files,
    isRoot: true,
    run: () => {
      runs += 1;
      if (runs === 3) files.push('/usr/lib/rabbitmq/bin/rabbitmq-server');
      return runs === 3;
    },
  });
  const found = await findService(unstarted(rabbitMq), mine);
  expect(found.url).toBe('started:/usr/lib/rabbitmq/bin/rabbitmq-server');
  expect(mine.commands.map((command) => command.split(' ')[1])).toEqual(['install', 'update', 'install']);
});

it('tells somebody who is not root what to install or set', async () => {
  const mine = machine({ files: ['/usr/bin/apt-get'] });
  await expect(findService(rabbitMq, mine)).rejects.toThrow(
    'RabbitMQ is not installed. Install it (Debian, Ubuntu: `sudo apt-get install rabbitmq-server`; ' +
      'macOS: `brew install rabbitmq`), start Docker, or set AMQP_URL to the address of one.',
  );
  expect(mine.commands).toEqual([]);
});
