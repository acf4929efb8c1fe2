import { eventually } from '@payloom/testkit/eventually';
import { DatabaseKeeper } from './database-keeper.ts';
import type { Postgres } from './postgres.ts';
import { Problem } from './problem.ts';

/** A server that runs until it is ended. */
function server(port: number) {
  const death = Promise.withResolvers<number | null>();
  let stops = 0;
  const postgres: Postgres = {
    port,
    died: death.promise,
    url: (database) => `postgres://127.0.0.1:${port}/${database}`,
    stop: async () => void (stops += 1),
  };
  return { postgres, end: () => death.resolve(1), stops: () => stops };
}

function keeperOf(launches: (() => Promise<Postgres>)[]) {
  const said: string[] = [];
  const ports: (number | undefined)[] = [];
  const keeper = new DatabaseKeeper({
    launch: async (port) => {
      ports.push(port);
      const next = launches.shift();
      if (!next) throw new Error('It is started too often.');
      return next();
    },
    say: (sentence) => said.push(sentence),
    backoffMilliseconds: () => 1,
  });
  return { keeper, said, ports };
}

const full = () => Promise.reject(new Problem('The disk is full: the database cannot start.'));

it('starts a server that has ended again, where the services look for it', async () => {
  const [first, second] = [server(5001), server(5001)];
  const { keeper, said, ports } = keeperOf([async () => first.postgres, async () => second.postgres]);
  await keeper.start();
  first.end();
  await eventually(() => expect(said.at(-1)).toBe('The database server runs again.'));
  expect(ports).toEqual([undefined, 5001]);
  expect(await keeper.current).toBe(second.postgres);
  await keeper.stop();
  expect([first.stops(), second.stops()]).toEqual([0, 1]);
});

it('tries for as long as it takes, and tells once why it cannot be started', async () => {
  const [first, second] = [server(5001), server(5001)];
  const tries = Array.from({ length: 12 }, () => full);
  const { keeper, said } = keeperOf([async () => first.postgres, ...tries, async () => second.postgres]);
  await keeper.start();
  first.end();
  await eventually(() => expect(said.at(-1)).toBe('The database server runs again.'));
  expect(said).toEqual([
    expect.stringContaining('ended unexpectedly'),
    expect.stringContaining('The disk is full'),
    'The database server runs again.',
  ]);
  await keeper.stop();
});

it('does not start one that was stopped, nor tries once more', async () => {
  const first = server(5001);
  const { keeper, said, ports } = keeperOf([async () => first.postgres]);
  await keeper.start();
  await keeper.stop();
  first.end();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([ports.length, said]).toEqual([1, []]);
});

it('cannot be started where the first start fails, and says so to whoever started it', async () => {
  const { keeper } = keeperOf([full]);
  await expect(keeper.start()).rejects.toThrow('The disk is full');
  await keeper.stop();
});
